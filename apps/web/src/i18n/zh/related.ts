/** Words of requests that have to do with each other (关联的通知). */
export const related = {
  title: '关联的通知',
  suggestion: {
    likely_duplicate: '同一案号、同一阶段、同一当事人：疑似重复，请核对',
    previous_stage: '同一当事人在上一诉讼阶段的通知',
    next_stage: '同一当事人在下一诉讼阶段的通知',
  },
  duplicate: {
    action: '确认重复，并入该件',
    text: '本件将按“重复”办结，由 {{number}} 继续办理。不能恢复，请先核对两件的当事人和内容。',
    done: '本件已按重复办结。',
  },
  different: { action: '不是重复', text: '两件各自办理，不再提示疑似重复。', done: '已记录：不是重复。' },
  previous: { action: '关联为上一阶段', text: '两件互相链接；原律师可以继续辩护。', done: '已关联上一诉讼阶段。' },
  supersede: {
    action: '以本件取代该件',
    text: '较早的通知 {{number}} 将按“被取代”办结，以本件为准。不能恢复。',
    done: '较早的通知已被取代。',
  },
};
