/// The word lists as people read them.
enum SampleWords {
  static let surnames = "样 例 测 试 示 演 拟 范 王 李 张 刘 陈 杨 赵 周 吴 徐 孙 胡 朱 高 林 何 郭 马 欧阳 司马 上官 诸葛"
  static let markers = "样 例 测 试 示 演 拟 范"
  static let syllables = """
    文 博 安 宁 思 远 嘉 明 志 成 书 雅 晨 雨 欣 怡 建 国 海 波 丽 华 春 梅 秀 英 玉 兰 俊 杰 子 涵 浩 然 天 佑 \
    一 诺 若 曦 立 新 永 康 德 生 家 和 瑞 祥 云 飞 小 红 大 勇 长 青
    """
  static let minorityGiven = "样古丽 例买提 测艾山 试丽娜 示汗木 演巴提 拟孜热 范吐尔"
  static let minorityFather = "测试江 样本江 示例汗 演示别克 模拟拜 范例木 试验尔 例证提"
  static let foreignGiven = "样约翰 测玛丽 例安东 试艾娃 示彼得 演索菲"
  /// All beyond the basic plane, four bytes in GB18030.
  static let rareCharacters = "𠮷 𬀩 𫖯 𡐓 𠅤 𬭎"
  /// For searches through files and logs: they stand in no other word of the sample.
  static let canaryCharacters = "龘 驫 麤 灥 飍 厵"
  static let ethnicGroups = "汉族 维吾尔族 哈萨克族 回族 满族 蒙古族 藏族 壮族 苗族 朝鲜族"
  static let personStates = "正常 死亡 迁出 注销"
  static let streets = "样例路 测试路 示范大街 演示胡同 拟建路 范本巷 春华路 长安里 文博路 永康街 海棠路 青年路"
  static let changeReasons = "重号更正 出生日期更正 性别更正 登记差错更正"
  static let trades = """
    科技 商贸 建筑 餐饮 物流 咨询 文化传媒 信息技术 生物医药 农业 环保 机械 电子 教育 服装 家具 能源 食品 旅游 软件
    """
  static let scopes = [
    "技术开发,技术咨询,技术服务;销售电子产品", "餐饮服务,食品销售", "货物进出口,技术进出口,代理进出口", "软件开发",
    "建筑工程施工,室内装饰", "普通货物运输,仓储服务", "农作物种植;农产品销售", "企业管理咨询,会议服务,展览展示", "百货零售",
    "机械设备租赁,维修,销售（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
  ]
}

/// Counties of GB/T 2260, two of them abolished in 2010: real numbers carry such codes.
struct SamplePlace {
  var code: String
  var province: String
  var county: String

  static let all: [SamplePlace] = [
    ("110101", "北京市", "东城区"), ("110102", "北京市", "西城区"), ("110103", "北京市", "崇文区"), ("110104", "北京市", "宣武区"),
    ("110105", "北京市", "朝阳区"), ("110106", "北京市", "丰台区"), ("110107", "北京市", "石景山区"), ("110108", "北京市", "海淀区"),
    ("110109", "北京市", "门头沟区"), ("110111", "北京市", "房山区"), ("110112", "北京市", "通州区"), ("110113", "北京市", "顺义区"),
    ("110114", "北京市", "昌平区"), ("110115", "北京市", "大兴区"), ("110116", "北京市", "怀柔区"), ("110117", "北京市", "平谷区"),
    ("120101", "天津市", "和平区"), ("310101", "上海市", "黄浦区"), ("310104", "上海市", "徐汇区"), ("320102", "江苏省", "玄武区"),
    ("330102", "浙江省", "上城区"), ("370102", "山东省", "历下区"), ("420102", "湖北省", "江岸区"), ("440103", "广东省", "荔湾区"),
    ("440304", "广东省", "福田区"), ("440305", "广东省", "南山区"), ("510104", "四川省", "锦江区"), ("540102", "西藏自治区", "城关区"),
    ("610102", "陕西省", "新城区"), ("650102", "新疆维吾尔自治区", "天山区"),
  ].map { SamplePlace(code: $0.0, province: $0.1, county: $0.2) }

  /// The places that people live and firms sit in today: Beijing without its abolished districts.
  static let home = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
}
