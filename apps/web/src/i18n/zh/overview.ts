/** Words of the overview of quality work. */
export const overview = {
  title: '质量监督概览',
  intro: '按《法律援助法》第59条的四种监督方式统计：每种方式在该期间用于多少案件，受援人是否满意，案件质量等级如何。',
  period: '统计期间',
  from: '开始日期',
  to: '结束日期',
  institution: '援助机构',
  sum: '该期间办结案件 {{closed}} 件；至少用过一种监督方式的案件 {{covered}} 件。',
  tools: '四种监督方式',
  satisfaction: '受援人满意度',
  mean: '平均 {{mean}} 分（满分 5 分），回访 {{visited}} 件',
  grades: '案件质量等级',
  cases: '{{count}} 件',
};
