// Surveys with the types of questions that are made of several controls.

/** A picture of one colour, as a link. */
export const picture = (colour) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="${colour}"/></svg>`)}`;

const both = (en, zh) => ({ default: en, "zh-CN": zh });

/** A page with each of them. */
export const composed = {
  title: both("Your tea", "您的茶"),
  pages: [
    {
      name: "tables",
      elements: [
        {
          type: "matrix",
          name: "rate",
          title: both("How do you agree?", "您是否同意以下说法？"),
          isRequired: true,
          eachRowRequired: true,
          columns: [
            { value: 1, text: both("Not at all", "完全不同意") },
            { value: 2, text: both("Rather not", "不太同意") },
            { value: 3, text: both("Somewhat", "比较同意") },
            { value: 4, text: both("Fully", "完全同意") },
          ],
          rows: [
            { value: "taste", text: both("The tea tastes good", "茶很好喝") },
            { value: "price", text: both("The price is fair", "价格合理") },
            { value: "staff", text: both("I was served with care and in good time", "服务周到，而且很及时") },
          ],
        },
        {
          type: "matrixdynamic",
          name: "cart",
          title: both("What did you order?", "您点了什么？"),
          rowCount: 2,
          minRowCount: 1,
          maxRowCount: 4,
          addRowText: both("Add a drink", "添加饮品"),
          detailPanelMode: "underRow",
          columns: [
            { name: "what", cellType: "text", title: both("Drink", "饮品"), isRequired: true },
            {
              name: "size",
              cellType: "dropdown",
              title: both("Size", "大小"),
              choices: [
                { value: "s", text: both("Small", "小杯") },
                { value: "l", text: both("Large", "大杯") },
              ],
            },
            {
              name: "price",
              cellType: "text",
              inputType: "number",
              title: both("Price", "价格"),
              totalType: "sum",
              totalDisplayStyle: "currency",
              totalCurrency: "EUR",
            },
          ],
          detailElements: [{ type: "comment", name: "wish", title: both("A wish", "特别要求") }],
        },
        {
          type: "matrixdropdown",
          name: "days",
          title: both("When do you come?", "您什么时候来？"),
          cellType: "checkbox",
          choices: [
            { value: "am", text: both("Morning", "上午") },
            { value: "pm", text: both("Evening", "晚上") },
          ],
          columns: [
            { name: "usual", title: both("Usually", "通常") },
            { name: "sure", cellType: "boolean", title: both("For sure", "确定") },
          ],
          rows: [
            { value: "week", text: both("On weekdays", "工作日") },
            { value: "end", text: both("At the weekend", "周末") },
          ],
        },
      ],
    },
    {
      name: "items",
      elements: [
        {
          type: "paneldynamic",
          name: "friends",
          title: both("Who came with you?", "谁和您一起来的？"),
          panelCount: 1,
          maxPanelCount: 3,
          templateTitle: both("Guest {panelIndex} {panel.name}", "客人 {panelIndex} {panel.name}"),
          addPanelText: both("Add a guest", "添加客人"),
          templateElements: [
            { type: "text", name: "name", title: both("Name", "姓名"), isRequired: true },
            { type: "boolean", name: "child", title: both("A child?", "是儿童吗？") },
          ],
        },
        {
          type: "paneldynamic",
          name: "visits",
          title: both("Your last visits", "您最近几次到访"),
          displayMode: "tab",
          panelCount: 2,
          confirmDelete: true,
          templateTabTitle: both("Visit {panelIndex}", "到访 {panelIndex}"),
          templateElements: [{ type: "text", name: "when", title: both("When?", "时间"), isRequired: true }],
        },
        {
          type: "multipletext",
          name: "contact",
          title: both("How do we reach you?", "我们如何联系您？"),
          colCount: 2,
          items: [
            { name: "mail", title: both("E-mail", "邮箱"), inputType: "email" },
            { name: "phone", title: both("Phone", "电话") },
          ],
        },
        {
          type: "ranking",
          name: "order",
          title: both("What matters most?", "您最看重什么？"),
          choices: [
            { value: "taste", text: both("Taste", "口味") },
            { value: "price", text: both("Price", "价格") },
            { value: "place", text: both("The place", "环境") },
            { value: "people", text: both("The people", "服务人员") },
          ],
        },
        {
          type: "ranking",
          name: "best",
          title: both("Your favourites", "您最喜欢的"),
          selectToRankEnabled: true,
          maxSelectedChoices: 2,
          choices: [
            { value: "green", text: both("Green tea", "绿茶") },
            { value: "black", text: both("Black tea", "红茶") },
            { value: "white", text: both("White tea", "白茶") },
          ],
        },
      ],
    },
    {
      name: "pictures",
      elements: [
        {
          type: "imagepicker",
          name: "cup",
          title: both("Which cup?", "您喜欢哪个杯子？"),
          showLabel: true,
          choices: [
            { value: "blue", text: both("Blue", "蓝色"), imageLink: picture("#3b6ea5") },
            { value: "red", text: both("Red", "红色"), imageLink: picture("#a5443b") },
            { value: "green", text: both("Green", "绿色"), imageLink: picture("#3ba56e") },
          ],
        },
        {
          type: "imagepicker",
          name: "leaves",
          title: both("Which leaves?", "您喜欢哪些茶叶？"),
          multiSelect: true,
          choices: [
            { value: "long", text: both("Long leaves", "长叶"), imageLink: picture("#587a3c") },
            { value: "small", text: both("Small leaves", "小叶"), imageLink: picture("#7a6a3c") },
          ],
        },
        { type: "slider", name: "warm", title: both("How warm?", "温度如何？"), min: 0, max: 100, step: 10 },
        {
          type: "slider",
          name: "pay",
          title: both("What would you pay?", "您愿意付多少？"),
          sliderType: "range",
          min: 0,
          max: 20,
        },
        {
          type: "imagemap",
          name: "seat",
          title: both("Where did you sit?", "您坐在哪里？"),
          imageLink: picture("#d8d2c4"),
          areas: [
            { value: "window", text: both("At the window", "靠窗"), coords: "0,0,1,1" },
            { value: "bar", text: both("At the bar", "吧台"), coords: "1,1,2,2" },
          ],
        },
        {
          type: "file",
          name: "photo",
          title: both("A photo of your cup", "您杯子的照片"),
          allowMultiple: true,
          acceptedTypes: "image/*,.pdf",
          maxSize: 2048,
        },
        { type: "signaturepad", name: "sign", title: both("Your signature", "您的签名") },
      ],
    },
  ],
};
