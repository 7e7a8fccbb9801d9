//! The properties that SurveyJS documents may carry, by class, so that what is unknown can be named. The package carries
//! them outside the wasm, for whoever asks.

use super::Answer;
use super::spec::Warning;
use crate::kernel::gather::Gather;
use crate::kernel::text::parts;

/// What a document says that is unknown, found while it is read.
pub(super) struct Unknown<'v> {
    pub(super) vocabulary: Vocabulary<'v>,
    pub(super) warnings: Vec<Warning>,
}

/// The classes, as they are looked up while a document is read.
pub(super) struct Vocabulary<'v>(Vec<Class<'v>>);

struct Class<'v> {
    name: &'v str,
    base: &'v str,
    properties: Vec<&'v str>,
}

impl<'v> Vocabulary<'v> {
    /// Reads one that is written as [`VOCABULARY`] is.
    pub(super) fn read(text: &'v str) -> Vocabulary<'v> {
        let class = |text: &'v str| {
            let mut words = parts(text, b" ").into_iter();
            let (name, base) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            Class { name, base, properties: words.gather() }
        };
        Vocabulary(parts(text, b";").into_iter().map(class).gather())
    }

    /// Whether one of the classes, or one that it extends, has a property.
    pub(super) fn knows(&self, classes: &[&str], property: &str) -> bool {
        classes.iter().any(|class| self.has(class, property))
    }

    /// Whether a property of one of the classes may have a value: true of those that are neither a word of a few nor a
    /// list nor yes or no.
    pub(super) fn may_be(&self, classes: &[&str], name: &str, value: &Answer) -> bool {
        if value.is_empty() {
            return true;
        }
        if self.has(LISTS, name) {
            // A comment has a number of rows.
            return matches!(value, Answer::List(_)) || classes.contains(&"comment");
        }
        let words = self.0.iter().find(|class| class.name.strip_prefix('=') == Some(name));
        let mut word = value.to_plain_text();
        if matches!(name, "choicesOrder" | "rowOrder") {
            word.make_ascii_lowercase();
        }
        match words {
            Some(words) => words.properties.contains(&&*word),
            None => !self.has(FLAGS, name) || matches!(&*word, "true" | "false" | "1" | "0"),
        }
    }

    fn has(&self, class: &str, property: &str) -> bool {
        let mut name = class;
        // A class that is a kind of itself ends where all have been looked at.
        for _ in &self.0 {
            let Some(class) = self.0.iter().find(|class| class.name == name) else { return false };
            if class.properties.contains(&property) {
                return true;
            }
            name = class.base;
        }
        false
    }
}

/// The class of the properties that SurveyJS knows and the engine leaves without effect.
pub(super) const NOT_READ: &str = "not-read";

/// The class of the names that a property had before.
pub(super) const FORMER: &str = "former";

/// The class of the properties of special choices, which rankings and pictures have not.
pub(super) const SPECIAL: &str = "special";

/// The class of the properties that are lists.
const LISTS: &str = "lists";

/// The class of the properties that are yes or no, and are read.
const FLAGS: &str = "flags";

/// The names that SurveyJS documents may carry: classes, each with the class that it extends (or `-`) and its own properties;
/// with `=`, properties with the words that they may be.
#[rustfmt::skip]
pub const VOCABULARY: &str = "\
    not-read - choicesByUrl choicesLazyLoadEnabled copyDefaultValueFromLastEntry panelCountExpression \
     partialSendEnabled randomizeCategory rowCountExpression surveyId surveyPostId;\
    former - firstPageIsStarted goNextPageAutomatic hasComment hasNone hasOther hasSelectAll isAllRowRequired \
     isSinglePage maxTimeToFinish maxTimeToFinishPage mode questions questionsOrder showComment;\
    special - hasNone hasOther hasSelectAll showDontKnowItem showNoneItem showOtherItem showRefuseItem \
     showSelectAllItem;\
    lists - calculatedValues choices columns completedHtmlOnCondition detailElements elements items \
     navigateToUrlOnCondition pages questions rateValues rows templateElements triggers validators;\
    flags - allowAddPanel allowAddRows allowClear allowCustomChoices allowMultiple allowRemovePanel allowRemoveRows \
     autoAdvanceEnabled caseInsensitive confirmDelete copyDisplayValue eachRowRequired eachRowUnique \
     firstPageIsStartPage hasComment hasNone hasOther hasSelectAll hideIfChoicesEmpty hideIfRowsEmpty \
     includeIntoResult isAllRowRequired isCommentRequired isExclusive isRequired isSinglePage isUnique isVariable \
     multiSelect readOnly selectToRankEnabled showCommentArea showDontKnowItem showHeader showLabel showLabels \
     showNoneItem showOtherItem showPageTitles showPrevButton showRefuseItem showSelectAllItem showTitle \
     storeDataAsText storeOthersAsComment swapOrder visible;\
    =checkErrorsMode - onNextPage onValueChanged onValueChanging onComplete;\
    =choicesFromQuestionMode - all selected unselected;\
    =choicesOrder - none asc desc random;\
    =clearIfInvisible - default none onComplete onHidden onHiddenContainer;\
    =clearInvisibleValues - none onComplete onHidden onHiddenContainer;\
    =detailPanelMode - none underRow underRowSingle;\
    =inputType - text color date datetime datetime-local email month number password range tel time url week;\
    =maskType - none pattern numeric datetime currency;\
    =mode - edit display;\
    =operator - empty notempty equal notequal contains notcontains anyof allof greater less greaterorequal \
     lessorequal;\
    =questionOrder - default initial random;\
    =questionsOnPageMode - standard singlePage questionPerPage inputPerPage;\
    =rateType - labels stars smileys;\
    =rowOrder - default initial random;\
    =showPreviewBeforeComplete - true false noPreview showAllQuestions showAnsweredQuestions;\
    =sliderType - single range;\
    =titleLocation - default top bottom left hidden;\
    =totalType - none sum count min max avg;\
    survey - $schema allowResizeComment autoAdvanceAllowComplete autoAdvanceEnabled autoFocusFirstError \
     autoFocusFirstQuestion autoGrowComment backgroundImage backgroundImageAttachment backgroundImageFit \
     backgroundOpacity calculatedValues checkErrorsMode clearInvisibleValues commentAreaRows completeText \
     completedBeforeHtml completedHtml completedHtmlOnCondition cookieName description editText elements \
     firstPageIsStartPage fitToContainer gridLayoutEnabled headerView loadingHtml locale logo logoFit logoHeight \
     logoPosition logoWidth matrixDragHandleArea maxCommentLength maxTextLength navigateToUrl \
     navigateToUrlOnCondition navigationButtonsLocation pageNextText pagePrevText pages partialSendEnabled \
     previewMode previewText progressBarInheritWidthFrom progressBarLocation progressBarNavigationTextLocation \
     progressBarShowNavigationText progressBarShowPageNumbers progressBarType questionDescriptionLocation \
     questionErrorLocation questionOrder questionStartIndex questionTitleLocation questionTitlePattern \
     questionsOnPageMode readOnly regionalFormat requiredMark showBrandInfo showCompletePage showNavigationButtons \
     showPageNumbers showPageTitles showPrevButton showPreviewBeforeComplete showProgressBar showQuestionNumbers \
     showTOC showTimer showTitle sjsVersion startSurveyText storeOthersAsComment surveyId surveyPostId \
     surveyShowDataSaving textUpdateMode timeLimit timeLimitPerPage timerInfoMode timerLocation title \
     tocItemComponent tocLocation triggers validateVisitedEmptyFields width widthMode;\
    locstring - default en;\
    regionalformat - currencyPattern currencySymbol datePattern decimalSeparator locale thousandsSeparator \
     timePattern;\
    expressionitem - expression;\
    htmlconditionitem expressionitem html;\
    panelbase - description elements enableIf gridLayoutColumns name questionErrorLocation questionOrder \
     questionTitleLocation questionTitleWidth readOnly requiredIf title visible visibleIf;\
    question - bindings clearIfInvisible colSpan commentPlaceholder commentText correctAnswer defaultDisplayValue \
     defaultValue defaultValueExpression description descriptionLocation enableIf errorLocation indent isRequired \
     maxWidth minWidth name randomize randomizeCategory readOnly renderAs requiredErrorText requiredIf resetValueIf \
     setValueExpression setValueIf showCommentArea showNumber startWithNewLine state title titleLocation \
     useDisplayValuesInDynamicTexts validators valueName visible visibleIf width;\
    surveyvalidator - notificationType text;\
    numericvalidator surveyvalidator maxValue minValue;\
    textvalidator surveyvalidator allowDigits maxLength minLength;\
    answercountvalidator surveyvalidator maxCount minCount;\
    regexvalidator surveyvalidator caseInsensitive regex;\
    emailvalidator surveyvalidator;\
    expressionvalidator surveyvalidator expression;\
    matrixbase question alternateRows columnMinWidth columnsVisibleIf displayMode rowsVisibleIf showHeader \
     verticalAlign;\
    matrixdropdownbase matrixbase allowAdaptiveActions cellErrorLocation cellType choices columnColCount columns \
     detailElements detailErrorLocation detailPanelMode horizontalScroll keyDuplicationError placeholder \
     singleInputTitleTemplate transposeData;\
    matrixdropdowncolumn - cellHint cellType colCount defaultDisplayValue enableIf isRequired isUnique minWidth name \
     readOnly renderAs requiredErrorText requiredIf resetValueIf setValueExpression setValueIf showInMultipleColumns \
     title totalAlignment totalCurrency totalDisplayStyle totalExpression totalFormat totalMaximumFractionDigits \
     totalMinimumFractionDigits totalType validators visible visibleIf width;\
    matrixdropdown matrixdropdownbase hideIfRowsEmpty rowOrder rowTitleWidth rows totalText;\
    itemvalue - enableIf randomize randomizeCategory score text value visibleIf;\
    matrixdynamic matrixdropdownbase addRowButtonLocation addRowText allowAddRows allowRemoveRows allowRowReorder \
     confirmDelete confirmDeleteText copyDefaultValueFromLastEntry defaultRowValue detailPanelShowOnAdding \
     hideColumnsIfEmpty keyName maxRowCount minRowCount noRowsText removeRowText rowCount rowCountExpression;\
    matrix matrixbase cellComponent cellType cells columns eachRowRequired eachRowUnique hideIfRowsEmpty rowOrder \
     rowTitleWidth rows;\
    matrixcolumn itemvalue isExclusive;\
    expression question currency displayStyle expression format maximumFractionDigits minimumFractionDigits \
     precision useGrouping;\
    selectbase question choiceTextsFromQuestion choiceValuesFromQuestion choices choicesByUrl choicesEnableIf \
     choicesFromQuestion choicesFromQuestionMode choicesOrder choicesVisibleIf dontKnowText hideIfChoicesEmpty \
     noneText otherErrorText otherPlaceholder otherText refuseText separateSpecialChoices showDontKnowItem \
     showNoneItem showOtherItem showRefuseItem storeOthersAsComment;\
    choiceitem itemvalue commentPlaceholder elements isCommentRequired showCommentArea;\
    checkboxitem choiceitem isExclusive;\
    imageitemvalue itemvalue imageLink;\
    checkboxbase selectbase colCount;\
    checkbox checkboxbase itemComponent maxSelectedChoices minSelectedChoices selectAllText showSelectAllItem \
     valuePropertyName;\
    tagbox checkbox allowClear allowCustomChoices choicesLazyLoadEnabled choicesLazyLoadPageSize closeOnSelect \
     createCustomChoiceText hideSelectedItems placeholder searchEnabled searchMode textWrapEnabled;\
    ranking checkbox selectToRankAreasLayout selectToRankEmptyRankedAreaText selectToRankEmptyUnrankedAreaText \
     selectToRankEnabled selectToRankSwapAreas;\
    radiogroup checkboxbase allowClear itemComponent;\
    imagepicker checkboxbase contentMode imageFit imageHeight imageWidth maxImageHeight maxImageWidth minImageHeight \
     minImageWidth multiSelect placeholder showLabel;\
    buttongroup checkboxbase;\
    dropdown selectbase allowClear allowCustomChoices autocomplete choicesLazyLoadEnabled choicesLazyLoadPageSize \
     choicesMax choicesMin choicesStep createCustomChoiceText inputFieldComponent itemComponent placeholder \
     searchEnabled searchMode textWrapEnabled;\
    textbase question;\
    text textbase autocomplete dataList inputSize inputTextAlignment inputType maskSettings maskType max \
     maxErrorText maxLength maxValueExpression min minErrorText minValueExpression placeholder step stepErrorText \
     textUpdateMode;\
    masksettings - saveMaskedValue;\
    patternmask masksettings pattern;\
    datetimemask patternmask max min patternPreset;\
    numericmask masksettings allowNegativeValues decimalSeparator max min precision thousandsSeparator;\
    currencymask numericmask currencyPattern currencySymbol;\
    comment textbase acceptCarriageReturn allowResize autoGrow maxLength placeholder rows textUpdateMode;\
    multipletext question colCount inputSize itemErrorLocation itemTitleWidth items;\
    multipletextitem - defaultValueExpression inputSize inputTextAlignment inputType isRequired maskSettings \
     maskType maxLength maxValueExpression minValueExpression name placeholder requiredErrorText title validators;\
    nonvalue question;\
    html nonvalue html;\
    image nonvalue altText contentMode imageFit imageHeight imageLink imageWidth;\
    empty question;\
    file question acceptedCategories acceptedTypes allowCameraAccess allowImagesPreview allowMultiple \
     cameraFacingMode confirmDelete fileOrPhotoPlaceholder filePlaceholder imageHeight imageWidth maxFiles maxSize \
     photoPlaceholder showPreview sourceType storeDataAsText waitForUpload;\
    rating question autoGenerate displayMode displayRateDescriptionsAsExtremeItems itemComponent maxRateDescription \
     minRateDescription rateColorMode rateCount rateDescriptionLocation rateMax rateMin rateStep rateType rateValues \
     scaleColorMode;\
    ratingitem itemvalue;\
    slider question allowClear allowDragRange allowSwap customLabels labelCount labelFormat max maxRangeLength \
     maxValueExpression min minRangeLength minValueExpression showLabels sliderType step tooltipFormat \
     tooltipVisibility;\
    sliderlabel itemvalue showValue;\
    boolean question displayMode labelFalse labelTrue swapOrder useTitleAsLabel valueFalse valueTrue;\
    imagemap question areas hoverFillColor hoverStrokeColor hoverStrokeWidth idleFillColor idleStrokeColor \
     idleStrokeWidth imageLink maxSelectedAreas minSelectedAreas multiSelect selectedFillColor selectedStrokeColor \
     selectedStrokeWidth shape valuePropertyName;\
    imagemaparea itemvalue coords hoverFillColor hoverStrokeColor hoverStrokeWidth idleFillColor idleStrokeColor \
     idleStrokeWidth selectedFillColor selectedStrokeColor selectedStrokeWidth shape;\
    signaturepad question allowClear backgroundColor backgroundImage dataFormat height penColor penMaxWidth \
     penMinWidth placeholder placeholderReadOnly showPlaceholder signatureAutoScaleEnabled signatureHeight \
     signatureWidth storeDataAsText waitForUpload;\
    paneldynamic question addPanelText allowAddPanel allowRemovePanel confirmDelete confirmDeleteText \
     copyDefaultValueFromLastEntry defaultPanelValue displayMode keyDuplicationError keyName maxPanelCount \
     minPanelCount newPanelPosition nextPanelText noEntriesText panelCount panelCountExpression panelsState \
     prevPanelText progressBarLocation questionStartIndex removePanelButtonLocation removePanelText showProgressBar \
     showQuestionNumbers tabAlign tabTitlePlaceholder templateDescription templateElements templateErrorLocation \
     templateQuestionTitleLocation templateQuestionTitleWidth templateTabTitle templateTitle templateVisibleIf;\
    panel panelbase allowAdaptiveActions colSpan indent innerIndent isRequired maxWidth minWidth questionStartIndex \
     requiredErrorText showNumber showQuestionNumbers startWithNewLine state width;\
    choicesByUrl - allowEmptyResponse attachData imageLinkName path titleName url valueName;\
    panellayoutcolumn - questionTitleWidth width;\
    page panel navigationDescription navigationTitle showNavigationButtons timeLimit;\
    trigger - expression operator value;\
    surveytrigger trigger name;\
    visibletrigger surveytrigger pages questions;\
    completetrigger surveytrigger;\
    setvaluetrigger surveytrigger isVariable setToName setValue;\
    copyvaluetrigger surveytrigger copyDisplayValue fromName setToName;\
    skiptrigger surveytrigger gotoName;\
    runexpressiontrigger surveytrigger runExpression setToName;\
    calculatedvalue - expression includeIntoResult name;\
    urlconditionitem expressionitem url";
