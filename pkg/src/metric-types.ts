// Written by `cargo xtask build` from the Rust types in src/survey/metrics and src/survey/quality; do not edit.
import type { Numbers } from "./columns.js";
import type { CalendarDate } from "./types.js";
import type { StratifiedPrecision } from "./invitation-types.js";
import type { SampleStratum } from "./invitation-types.js";
import type { Allocation } from "./invitation-types.js";
import type { Timestamp } from "./types.js";
import type { Ratio } from "./types.js";

export type { Numbers, CalendarDate, StratifiedPrecision, SampleStratum, Allocation, Timestamp, Ratio };

/** The metrics that are asked for: any of them. */
export interface MetricsRequest {
  /** Net Promoter Score. */
  readonly nps?: NpsRequest | undefined;
  /** Net Promoter Score by segment. */
  readonly npsBySegment?: SegmentRequest | undefined;
  /** The change between two Net Promoter Scores. */
  readonly npsChange?: NpsChangeRequest | undefined;
  /** Net Promoter Score by quarters. */
  readonly npsTrend?: NpsTrendRequest | undefined;
  /** Customer satisfaction, the two highest boxes. */
  readonly csat?: CsatRequest | undefined;
  /** The change between two satisfaction scores. */
  readonly csatChange?: CsatChangeRequest | undefined;
  /** Customer satisfaction by quarters. */
  readonly csatTrend?: CsatTrendRequest | undefined;
  /** Days of low satisfaction. */
  readonly csatAlert?: AlertRequest | undefined;
  /** Customer effort. */
  readonly ces?: CesRequest | undefined;
  /** A battery of Likert items, with Cronbach's alpha. */
  readonly likert?: LikertRequest | undefined;
  /** System Usability Scale. */
  readonly sus?: SusRequest | undefined;
  /** Kano's categories of features. */
  readonly kano?: readonly KanoRequest[] | undefined;
  /** A satisfaction index in the manner of ACSI. */
  readonly index?: IndexRequest | undefined;
  /** Key drivers of an outcome. */
  readonly drivers?: DriversRequest | undefined;
  /** Post-stratification weights. */
  readonly weights?: readonly WeightStratum[] | undefined;
  /** The sample size for a wished precision. */
  readonly sampleSize?: Precision | undefined;
  /** The precision of so many answers. */
  readonly margin?: AnswersGiven | undefined;
  /** Targets for the strata of a sample. */
  readonly strata?: StratifiedPrecision | undefined;
}

/** Ratings from 0 to 10, or counts of the groups. */
export interface NpsRequest {
  /** The ratings, 0 to 10. */
  readonly ratings?: Numbers | undefined;
  /** How much each rating counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** Counts in place of ratings. */
  readonly counts?: NpsCounts | undefined;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** How many customers are in each group. */
export interface NpsCounts {
  /** How many rated 9 or 10. */
  readonly promoters: number;
  /** How many rated 7 or 8. */
  readonly passives: number;
  /** How many rated 0 to 6. */
  readonly detractors: number;
}

/** Ratings from 0 to 10, each of a segment. */
export interface SegmentRequest {
  /** The ratings, 0 to 10. */
  readonly ratings: Numbers;
  /** The segment of each. */
  readonly segments: readonly string[];
  /** How much each rating counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** The confidence of the intervals; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** Two groups of customers, asked for themselves. The confidence is that of the whole. */
export interface NpsChangeRequest {
  /** The earlier. */
  readonly before: NpsRequest;
  /** The later. */
  readonly after: NpsRequest;
  /** The confidence of the test; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** Counts by days. */
export interface NpsTrendRequest {
  /** The days, in any order. */
  readonly days: readonly NpsDay[];
  /** The confidence of intervals and tests; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** How many customers of a day are in each group. */
export interface NpsDay {
  /** The day. */
  readonly day: CalendarDate;
  /** How many rated 9 or 10. */
  readonly promoters: number;
  /** How many rated 7 or 8. */
  readonly passives: number;
  /** How many rated 0 to 6. */
  readonly detractors: number;
}

/** Ratings from 1 on, or counts. */
export interface CsatRequest {
  /** The ratings, from 1 to `points`. */
  readonly ratings?: Numbers | undefined;
  /** The points of the scale, 3 to 11; 5 where left out. */
  readonly points?: number | undefined;
  /** How much each rating counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** Counts in place of ratings. */
  readonly counts?: CsatCounts | undefined;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** How many customers are satisfied, of how many. */
export interface CsatCounts {
  /** How many chose one of the two highest boxes. */
  readonly top: number;
  /** How many answered. */
  readonly answers: number;
}

/** Two groups of customers, asked for themselves. */
export interface CsatChangeRequest {
  /** The earlier. */
  readonly before: CsatRequest;
  /** The later. */
  readonly after: CsatRequest;
  /** The confidence of the test; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** Counts by days. */
export interface CsatTrendRequest {
  /** The days, in any order. */
  readonly days: readonly CsatDay[];
  /** The confidence of intervals and tests; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** The satisfaction of a day, or of a part of it such as a channel. */
export interface CsatDay {
  /** The day. */
  readonly day: CalendarDate;
  /** How many chose one of the two highest boxes. */
  readonly top: number;
  /** How many answered. */
  readonly answers: number;
}

/** Days, and when to be alarmed. */
export interface AlertRequest {
  /** The days; each row is judged by itself. */
  readonly days: readonly CsatDay[];
  /** The satisfaction below which a day is low, in percent. */
  readonly threshold: number;
  /** The fewest answers by which a day is judged; 20 where left out. */
  readonly least?: number | undefined;
  /** The confidence with which a day is clearly low; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** Agreement with "the company made it easy for me to handle my issue". */
export interface CesRequest {
  /** The ratings, from 1 to `points`; higher is easier. */
  readonly ratings: Numbers;
  /** The points of the scale, 3 to 11; 7 where left out. */
  readonly points?: number | undefined;
  /** How much each rating counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** Answers to a battery of items. */
export interface LikertRequest {
  /** The answers of each respondent, from 1 to `points`. */
  readonly rows: readonly Numbers[];
  /** The points of the scale, 2 to 11; 5 where left out. */
  readonly points?: number | undefined;
  /** The places, from 0, of items that are meant the other way round. */
  readonly reversed?: Numbers | undefined;
  /** How much each respondent counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** Answers to the ten statements. */
export interface SusRequest {
  /** The ten answers of each respondent, from 1 to 5. */
  readonly rows: readonly Numbers[];
  /** How much each respondent counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** A feature and what customers replied. */
export interface KanoRequest {
  /** Its id, which the answer repeats. */
  readonly id?: string | undefined;
  /** The replies of each customer. */
  readonly answers: readonly KanoAnswer[];
  /** How much each customer counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
}

/** A customer's pair of replies about a feature. */
export interface KanoAnswer {
  /** How it would be to have it. */
  readonly functional: KanoReply;
  /** How it would be not to have it. */
  readonly dysfunctional: KanoReply;
}

/** How a customer would feel. */
export type KanoReply = "like" | "must-be" | "neutral" | "live-with" | "dislike";

/** The three questions of the index, each answered from 1 to 10 by the same respondents. */
export interface IndexRequest {
  /** Overall satisfaction. */
  readonly satisfaction: Numbers;
  /** How far expectations were met. */
  readonly expectation: Numbers;
  /** How near it comes to the ideal. */
  readonly ideal: Numbers;
  /** How much each question counts; all alike where left out. */
  readonly shares?: IndexShares | undefined;
  /** How much each respondent counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
}

/** How much each of the three questions counts. */
export interface IndexShares {
  /** Of the overall satisfaction. */
  readonly satisfaction: number;
  /** Of the comparison with expectations. */
  readonly expectation: number;
  /** Of the comparison with the ideal. */
  readonly ideal: number;
}

/** An outcome and what may drive it. */
export interface DriversRequest {
  /** The outcome for each respondent, such as the overall satisfaction. */
  readonly outcome: Numbers;
  /** The drivers. */
  readonly drivers: readonly Driver[];
  /** How much each respondent counts; all alike where left out. */
  readonly weights?: Numbers | undefined;
}

/** An attribute that may drive the outcome. */
export interface Driver {
  /** Its id, which the answer repeats. */
  readonly id: string;
  /** Its value for each respondent. */
  readonly values: Numbers;
}

/** A part of the population, and who answered of it. */
export interface WeightStratum {
  /** Its id, which the answer repeats. */
  readonly id?: string | undefined;
  /** How many people it has, or its share; only the proportions count. */
  readonly population: number;
  /** How many of them answered. */
  readonly answers: number;
  /** Their mean, if the mean over all is wanted. */
  readonly mean?: number | undefined;
}

/** A wished precision. */
export interface Precision {
  /** Half the width of the interval, as a fraction: 0.05 for five points. */
  readonly margin: number;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
  /** The share that is expected, 0 to 1; 0.5, the widest, where left out. */
  readonly share?: number | undefined;
  /** The variance of one answer in place of the share, 0 to 1: for NPS, 1 is the widest. */
  readonly variance?: number | undefined;
  /** How many people there are; endless where left out. */
  readonly population?: number | undefined;
  /** By how much weights or clusters multiply the variance; 1 where left out. */
  readonly designEffect?: number | undefined;
  /** How many of those who are asked answer, above 0 and at most 1; all where left out. */
  readonly responseRate?: number | undefined;
}

/** Answers whose precision is asked for. */
export interface AnswersGiven {
  /** How many answers there are. */
  readonly answers: number;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
  /** The share that was found, 0 to 1; 0.5, the widest, where left out. */
  readonly share?: number | undefined;
  /** The variance of one answer in place of the share, 0 to 1: for NPS, 1 is the widest. */
  readonly variance?: number | undefined;
  /** How many people there are; endless where left out. */
  readonly population?: number | undefined;
  /** By how much weights or clusters multiply the variance; 1 where left out. */
  readonly designEffect?: number | undefined;
}

/** The metrics that were asked for, under the names by which they were. */
export interface MetricsAnswer {
  /** Net Promoter Score. */
  readonly nps?: Nps | undefined;
  /** Net Promoter Score by segment. */
  readonly npsBySegment?: NpsBySegment | undefined;
  /** The change between two Net Promoter Scores. */
  readonly npsChange?: Change | undefined;
  /** Net Promoter Score by quarters. */
  readonly npsTrend?: Trend | undefined;
  /** Customer satisfaction, the two highest boxes. */
  readonly csat?: Csat | undefined;
  /** The change between two satisfaction scores. */
  readonly csatChange?: Change | undefined;
  /** Customer satisfaction by quarters. */
  readonly csatTrend?: Trend | undefined;
  /** What each day calls for. */
  readonly csatAlert?: readonly DayAlert[] | undefined;
  /** Customer effort. */
  readonly ces?: Ces | undefined;
  /** The battery. */
  readonly likert?: Battery | undefined;
  /** System Usability Scale. */
  readonly sus?: Sus | undefined;
  /** The features, in their order. */
  readonly kano?: readonly KanoFeature[] | undefined;
  /** The satisfaction index. */
  readonly index?: SatisfactionIndex | undefined;
  /** Key drivers of the outcome. */
  readonly drivers?: Drivers | undefined;
  /** Post-stratification weights. */
  readonly weights?: StratumWeights | undefined;
  /** The sample size. */
  readonly sampleSize?: SampleSize | undefined;
  /** The precision. */
  readonly margin?: Margin | undefined;
  /** Targets for the strata. */
  readonly strata?: StratifiedSample | undefined;
}

/** A Net Promoter Score and how sure it is. */
export interface Nps {
  /** The score, -100 to 100. */
  readonly score: number;
  /** Promoters, in percent. */
  readonly promoters: number;
  /** Passives, in percent. */
  readonly passives: number;
  /** Detractors, in percent. */
  readonly detractors: number;
  /** How many answers there are. */
  readonly answers: number;
  /** So many that count alike would be as precise. */
  readonly effective: number;
  /** The variance of one answer that counts as -1, 0 or 1; 0 to 1. */
  readonly variance: number;
  /** The standard error of the score, in points. */
  readonly standardError: number;
  /** Half the width of the interval about the score, in points; zero where all answers are in one group. */
  readonly margin: number;
  /** The adjusted interval, which is sound with few answers and at the ends of the scale. */
  readonly adjusted: AdjustedNps;
}

/** A score drawn a little towards zero, with its interval. */
export interface AdjustedNps {
  /** The score in the middle, -100 to 100. */
  readonly score: number;
  /** Its standard error, in points. */
  readonly standardError: number;
  /** The lower end; with few answers it may lie below -100. */
  readonly low: number;
  /** The upper end; with few answers it may lie above 100. */
  readonly high: number;
  /** Half the width, in points. */
  readonly margin: number;
}

/** The score of each segment, and whether they differ. */
export interface NpsBySegment {
  /** The segments, in the order of their names. */
  readonly segments: readonly SegmentNps[];
  /** Whether they differ at all; left out for one segment. */
  readonly homogeneity?: Homogeneity | undefined;
}

/** The score of a segment. */
export interface SegmentNps {
  /** The segment. */
  readonly segment: string;
  /** Its score. */
  readonly nps: Nps;
}

/** Whether several estimates differ at all. */
export interface Homogeneity {
  /** The statistic, 0 or more. */
  readonly chiSquare: number;
  /** Its degrees of freedom. */
  readonly degrees: number;
  /** The probability of one at least so large if they were all the same, 0 to 1. */
  readonly p: number;
}

/** A difference and how sure it is. */
export interface Change {
  /** By how much the later is above the earlier. */
  readonly difference: number;
  /** The difference of the adjusted estimates, on which the test stands. */
  readonly adjusted: number;
  /** Its standard error. */
  readonly standardError: number;
  /** The lower end of its interval. */
  readonly low: number;
  /** The upper end of its interval. */
  readonly high: number;
  /** How many standard errors it is from zero. */
  readonly z: number;
  /** The probability of one at least so large if nothing had changed, 0 to 1. */
  readonly p: number;
  /** What can be said with the confidence that was asked for. */
  readonly verdict: Verdict;
}

/** What can be said of a difference. */
export type Verdict = "unclear" | "higher" | "lower";

/** A score over quarters. */
export interface Trend {
  /** The quarters with answers, from the earliest. */
  readonly quarters: readonly QuarterScore[];
  /** By how much it changes from quarter to quarter, over all; left out for one quarter. */
  readonly slope?: Change | undefined;
}

/** The score of a quarter. */
export interface QuarterScore {
  /** The quarter, such as "2026-Q4". */
  readonly quarter: string;
  /** Its score. */
  readonly score: number;
  /** The lower end of its interval. */
  readonly low: number;
  /** The upper end of its interval. */
  readonly high: number;
  /** How many answers it has. */
  readonly answers: number;
  /** The change since the quarter before in this list; left out for the first. */
  readonly change?: Change | undefined;
}

/** A satisfaction score and how sure it is. */
export interface Csat {
  /** The satisfied, in percent: 0 to 100. */
  readonly score: number;
  /** The lower end of its interval, 0 to 100. */
  readonly low: number;
  /** The upper end of its interval, 0 to 100. */
  readonly high: number;
  /** How many answers there are. */
  readonly answers: number;
  /** So many that count alike would be as precise. */
  readonly effective: number;
}

/** A day and what it calls for. */
export interface DayAlert {
  /** The day. */
  readonly day: CalendarDate;
  /** What it calls for. */
  readonly state: AlertState;
  /** Its satisfaction; left out where nobody answered. */
  readonly csat?: Csat | undefined;
}

/** What a day calls for. */
export type AlertState = "fine" | "too-few" | "low" | "clearly-low";

/** A customer effort score and how sure it is. */
export interface Ces {
  /** The mean of the ratings with its interval; higher is easier. */
  readonly score: Mean;
  /** Who agrees (above the middle of the scale), in percent: 0 to 100. */
  readonly agree: number;
  /** Who disagrees (below the middle), in percent: 0 to 100. */
  readonly disagree: number;
}

/** A mean and how sure it is. */
export interface Mean {
  /** The mean. */
  readonly mean: number;
  /** The standard deviation; left out where there is one answer. */
  readonly deviation?: number | undefined;
  /** The standard error of the mean; left out where there is one answer. */
  readonly standardError?: number | undefined;
  /** The lower end of the interval; left out where there is one answer. */
  readonly low?: number | undefined;
  /** The upper end of the interval; left out where there is one answer. */
  readonly high?: number | undefined;
  /** How many answers there are. */
  readonly answers: number;
  /** So many that count alike would be as precise. */
  readonly effective: number;
}

/** A battery of items: its reliability, the scores, and each item. */
export interface Battery {
  /** Cronbach's alpha, at most 1; below 0 where items run against each other. */
  readonly alpha: number;
  /** The respondents' scores: the mean of their items, after reversal. */
  readonly score: Mean;
  /** The items, in their order. */
  readonly items: readonly BatteryItem[];
}

/** An item of a battery, after reversal. */
export interface BatteryItem {
  /** Its mean, in points of the scale. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
  /** Its correlation with the sum of the others, -1 to 1; left out where one of the two never varies. */
  readonly restCorrelation?: number | undefined;
  /** The alpha of the battery without it; left out where fewer than two items or no variance would be left. */
  readonly alphaWithout?: number | undefined;
}

/** The usability of a system. */
export interface Sus {
  /** The mean score with its interval, 0 to 100; not a percentage. */
  readonly score: Mean;
  /** Its grade. */
  readonly grade: SusGrade;
  /** The score of each respondent, 0 to 100. */
  readonly scores: readonly number[];
}

/** The grade of a mean score among many products. */
export type SusGrade = "F" | "D" | "C-" | "C" | "C+" | "B-" | "B" | "B+" | "A-" | "A" | "A+";

/** What a feature is to customers. */
export interface KanoFeature {
  /** Its id, which the request gave. */
  readonly id?: string | undefined;
  /** Its most frequent category. */
  readonly category: KanoCategory;
  /** By how much that is ahead of the next, in points of a percentage; below 6 it is best read as a mixture. */
  readonly strength: number;
  /** How satisfied it makes, 0 to 1; left out where no answer bears on it. */
  readonly better?: number | undefined;
  /** How dissatisfied its absence makes, -1 to 0; left out where no answer bears on it. */
  readonly worse?: number | undefined;
  /** Must-be, performance and attractive together, in percent. */
  readonly total: number;
  /** Every category. */
  readonly shares: KanoShares;
  /** How many answers there are. */
  readonly answers: number;
}

/** What a feature is to customers. Where two are as frequent, the one that comes first here stands. */
export type KanoCategory = "must-be" | "performance" | "attractive" | "indifferent" | "reverse" | "questionable";

/** How frequent each category is. */
export interface KanoShares {
  /** Must-be, in percent. */
  readonly "must-be": number;
  /** Performance, in percent. */
  readonly performance: number;
  /** Attractive, in percent. */
  readonly attractive: number;
  /** Indifferent, in percent. */
  readonly indifferent: number;
  /** Reverse, in percent. */
  readonly reverse: number;
  /** Questionable, in percent. */
  readonly questionable: number;
}

/** A satisfaction index. */
export interface SatisfactionIndex {
  /** The index with its interval, 0 to 100. */
  readonly index: Mean;
  /** The mean of each question, 1 to 10. */
  readonly satisfaction: number;
  /** How far expectations were met. */
  readonly expectation: number;
  /** How near it comes to the ideal. */
  readonly ideal: number;
}

/** What explains an outcome. */
export interface Drivers {
  /** The share of the outcome's variance that the drivers explain together, 0 to 1. */
  readonly rSquared: number;
  /** The drivers, in their order. */
  readonly drivers: readonly DriverShare[];
  /** How many respondents there are. */
  readonly answers: number;
}

/** What a driver explains. */
export interface DriverShare {
  /** Its id. */
  readonly id: string;
  /** Its correlation with the outcome, -1 to 1, which tells the direction. */
  readonly correlation: number;
  /** Its relative weight; they sum to R². */
  readonly relativeWeight: number;
  /** The same as a percentage of R²; 0 where nothing is explained. */
  readonly relativePercent: number;
  /** Its Shapley value (LMG); they sum to R². Left out with more than 16 drivers. */
  readonly shapley?: number | undefined;
  /** The same as a percentage of R²; 0 where nothing is explained. */
  readonly shapleyPercent?: number | undefined;
}

/** Weights that give each stratum its share of the population. */
export interface StratumWeights {
  /** The strata, in their order. */
  readonly strata: readonly StratumWeight[];
  /** By how much the weights multiply the variance of a mean, 1 or more. */
  readonly designEffect: number;
  /** So many answers that count alike would be as precise. */
  readonly effective: number;
  /** The mean as the answers come, if there are means. */
  readonly unweighted?: number | undefined;
  /** The mean with the weights. */
  readonly weighted?: number | undefined;
}

/** The weight of each answer in a stratum. */
export interface StratumWeight {
  /** The stratum's id, if it has one. */
  readonly id?: string | undefined;
  /** The weight; over all answers, weights have mean 1. */
  readonly weight: number;
}

/** How many it takes. */
export interface SampleSize {
  /** The number of answers before it is rounded up. */
  readonly exact: number;
  /** How many answers it takes. */
  readonly answers: number;
  /** How many people must be asked; the whole population at most. */
  readonly invitations: number;
}

/** How precise answers are. */
export interface Margin {
  /** Half the width of the interval, as a fraction. */
  readonly margin: number;
}

/** How many to ask in each stratum. */
export interface StratifiedSample {
  /** The strata, in their order. */
  readonly strata: readonly StratumTarget[];
  /** All answers. */
  readonly answers: number;
  /** All people to be asked. */
  readonly invitations: number;
  /** The margin of the whole, as a fraction, once the answers are in. */
  readonly margin: number;
}

/** How many to ask in a stratum. */
export interface StratumTarget {
  /** The stratum's id. */
  readonly id: string;
  /** How many answers it takes. */
  readonly answers: number;
  /** How many people must be asked; all of them at most. */
  readonly invitations: number;
  /** The same as a share of the stratum's people, 0 to 1: the rate at which to sample. */
  readonly rate: number;
  /** The margin of the stratum by itself, as a fraction, once the answers are in. */
  readonly margin: number;
}

/** One response: how long it took, and the answers to its batteries. */
export interface QualityRequest {
  /** How long it took, in milliseconds; all visits together where left out. */
  readonly millis?: number | undefined;
  /** When which question was on the screen. */
  readonly visits?: readonly Visit[] | undefined;
  /** How many words there were to read; of texts without spaces two characters are a word. */
  readonly words?: number | undefined;
  /** How long the median response took, in milliseconds. */
  readonly median?: number | undefined;
  /** Below which part of the median a response is too fast; "1/2" where left out. */
  readonly part?: Ratio | undefined;
  /** The batteries: questions with the same answers to choose from. */
  readonly batteries?: readonly BatteryAnswers[] | undefined;
}

/** A question that was on the screen for a while; one that was returned to has several. */
export interface Visit {
  /** Its name. */
  readonly question: string;
  /** When it came on the screen. */
  readonly from: Timestamp;
  /** When it left the screen. */
  readonly until: Timestamp;
}

/** The answers to a battery. */
export interface BatteryAnswers {
  /** Its name. */
  readonly battery: string;
  /** The answers, `null` for those left out. */
  readonly answers: readonly (string | number | boolean | null)[];
}

/** How far a response can be trusted. */
export interface QualityAnswer {
  /** How long it took, in milliseconds, where that is known. */
  readonly millis?: number | undefined;
  /** The time of each question that was visited. */
  readonly timings: readonly Timing[];
  /** What speaks against it; a sign, not a proof. */
  readonly doubts: readonly Doubt[];
  /** How far the answers to each battery differ. */
  readonly batteries: readonly BatteryQuality[];
}

/** How long a question took. */
export interface Timing {
  /** Its name. */
  readonly question: string;
  /** The time on the screen, in milliseconds. */
  readonly millis: number;
  /** How often it came on the screen. */
  readonly visits: number;
}

/** A sign that a response was not given with care. */
export type Doubt =
  /** It was given faster than it can be read. */
  | {
      readonly code: "speeding";
      /** How long it took, in whole seconds. */
      readonly seconds: number;
      /** How long reading takes, in seconds, rounded up. */
      readonly least: number;
    }
  /** It was given much faster than most. */
  | {
      readonly code: "faster-than-most";
      /** How long it took, in whole seconds. */
      readonly seconds: number;
      /** How long the median response took, in whole seconds. */
      readonly median: number;
    }
  /** All items of a battery got the same answer. */
  | {
      readonly code: "straight-line";
      /** The battery's name. */
      readonly battery: string;
      /** How many items were answered. */
      readonly items: number;
    };

/** How far the answers to a battery differ. */
export interface BatteryQuality {
  /** Its name. */
  readonly battery: string;
  /** From 0 (all the same) to below 1: the chance that two of them differ; left out without answers. */
  readonly differentiation?: number | undefined;
}
