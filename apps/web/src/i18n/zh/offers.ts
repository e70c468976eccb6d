/** Words of finding the lawyer (寻找律师): the ranking, offers, and the lawyer's own page of them. */
export const offers = {
  circle: { same_division: '本地', same_prefecture: '同一地市', region: '全区', visiting: '援藏、志愿律师' },
  part: {
    language: '会当事人语言',
    gender: '性别符合要求',
    circle: '距离近',
    criminal_defence: '刑事辩护专长',
    minors: '未成年人专长',
    experience: '刑事辩护年限',
    workload: '近12个月承办',
    pace: '近两个月承办',
    turn: '轮候',
    offers: '待答复的邀约',
  },
  rank: {
    place: '次序',
    why: '排序依据',
    score: '{{count}} 分',
    order:
      '按得分排序：会当事人语言的在前，其次距离近、承办少、轮候久；同分的由本件编号抽签，每次相同。承办件数是各援助机构通过本平台指派的，不含其他来源。',
  },
};
