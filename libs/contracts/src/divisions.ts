/**
 * Administrative divisions (行政区划) of Tibet by the statistical codes of 2023-06-30: the region, 7 prefecture-level divisions and 74 at
 * county level. Four function zones of Lhasa that only statistics know (540171–540174) are left out.
 */

export type DivisionLevel = 'region' | 'prefecture' | 'county';

export interface Division {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: DivisionLevel;
  /** Null for the region. */
  readonly parent: string | null;
  /** First day on which the code holds; null where no confirmed date is known. */
  readonly validFrom: string | null;
  /** First four digits under which older records list the division. */
  readonly formerPrefix?: string;
}

/** The day of the code list. */
export const DIVISIONS_AS_OF = '2023-06-30';
export const REGION_CODE = '540000';

const prefecture = (code: string, nameZh: string, nameEn: string, formerPrefix?: string): Division => ({
  code,
  nameZh,
  nameEn,
  level: 'prefecture',
  parent: REGION_CODE,
  validFrom: null,
  ...(formerPrefix === undefined ? {} : { formerPrefix }),
});

const county = (code: string, nameZh: string, nameEn: string, parent: string): Division => ({
  code,
  nameZh,
  nameEn,
  level: 'county',
  parent,
  validFrom: null,
});

export const DIVISIONS: readonly Division[] = [
  { code: REGION_CODE, nameZh: '西藏自治区', nameEn: 'Tibet Autonomous Region', level: 'region', parent: null, validFrom: null },
  prefecture('540100', '拉萨市', 'Lhasa City'),
  prefecture('540200', '日喀则市', 'Shigatse City'),
  prefecture('540300', '昌都市', 'Qamdo City'),
  prefecture('540400', '林芝市', 'Nyingchi City', '5426'),
  prefecture('540500', '山南市', 'Shannan City', '5422'),
  prefecture('540600', '那曲市', 'Nagqu City', '5424'),
  prefecture('542500', '阿里地区', 'Ngari Prefecture'),
  // 拉萨市
  county('540102', '城关区', 'Chengguan District', '540100'),
  county('540103', '堆龙德庆区', 'Doilungdêqên District', '540100'),
  county('540104', '达孜区', 'Dagzê District', '540100'),
  county('540121', '林周县', 'Lhünzhub County', '540100'),
  county('540122', '当雄县', 'Damxung County', '540100'),
  county('540123', '尼木县', 'Nyêmo County', '540100'),
  county('540124', '曲水县', 'Qüxü County', '540100'),
  county('540127', '墨竹工卡县', 'Maizhokunggar County', '540100'),
  // 日喀则市
  county('540202', '桑珠孜区', 'Samzhubzê District', '540200'),
  county('540221', '南木林县', 'Namling County', '540200'),
  county('540222', '江孜县', 'Gyangzê County', '540200'),
  county('540223', '定日县', 'Tingri County', '540200'),
  county('540224', '萨迦县', "Sa'gya County", '540200'),
  county('540225', '拉孜县', 'Lhazê County', '540200'),
  county('540226', '昂仁县', 'Ngamring County', '540200'),
  county('540227', '谢通门县', 'Xaitongmoin County', '540200'),
  county('540228', '白朗县', 'Bainang County', '540200'),
  county('540229', '仁布县', 'Rinbung County', '540200'),
  county('540230', '康马县', 'Kangmar County', '540200'),
  county('540231', '定结县', 'Dinggyê County', '540200'),
  county('540232', '仲巴县', 'Zhongba County', '540200'),
  county('540233', '亚东县', 'Yadong County', '540200'),
  county('540234', '吉隆县', 'Gyirong County', '540200'),
  county('540235', '聂拉木县', 'Nyalam County', '540200'),
  county('540236', '萨嘎县', 'Saga County', '540200'),
  county('540237', '岗巴县', 'Kamba County', '540200'),
  // 昌都市
  county('540302', '卡若区', 'Karub District', '540300'),
  county('540321', '江达县', 'Jomda County', '540300'),
  county('540322', '贡觉县', 'Konjo County', '540300'),
  county('540323', '类乌齐县', 'Riwoqê County', '540300'),
  county('540324', '丁青县', 'Dêngqên County', '540300'),
  county('540325', '察雅县', "Zhag'yab County", '540300'),
  county('540326', '八宿县', 'Baxoi County', '540300'),
  county('540327', '左贡县', 'Zogang County', '540300'),
  county('540328', '芒康县', 'Markam County', '540300'),
  county('540329', '洛隆县', 'Lhorong County', '540300'),
  county('540330', '边坝县', 'Banbar County', '540300'),
  // 林芝市
  county('540402', '巴宜区', 'Bayi District', '540400'),
  county('540421', '工布江达县', "Gongbo'gyamda County", '540400'),
  county('540423', '墨脱县', 'Mêdog County', '540400'),
  county('540424', '波密县', 'Bomê County', '540400'),
  county('540425', '察隅县', 'Zayü County', '540400'),
  county('540426', '朗县', 'Nang County', '540400'),
  county('540481', '米林市', 'Mainling City', '540400'),
  // 山南市
  county('540502', '乃东区', 'Nêdong District', '540500'),
  county('540521', '扎囊县', 'Zhanang County', '540500'),
  county('540522', '贡嘎县', 'Gonggar County', '540500'),
  county('540523', '桑日县', 'Sangri County', '540500'),
  county('540524', '琼结县', 'Qonggyai County', '540500'),
  county('540525', '曲松县', 'Qusum County', '540500'),
  county('540526', '措美县', 'Comai County', '540500'),
  county('540527', '洛扎县', 'Lhozhag County', '540500'),
  county('540528', '加查县', 'Gyaca County', '540500'),
  county('540529', '隆子县', 'Lhünzê County', '540500'),
  county('540531', '浪卡子县', 'Nagarzê County', '540500'),
  county('540581', '错那市', 'Cona City', '540500'),
  // 那曲市
  county('540602', '色尼区', 'Seni District', '540600'),
  county('540621', '嘉黎县', 'Lhari County', '540600'),
  county('540622', '比如县', 'Biru County', '540600'),
  county('540623', '聂荣县', 'Nyainrong County', '540600'),
  county('540624', '安多县', 'Amdo County', '540600'),
  county('540625', '申扎县', 'Xainza County', '540600'),
  county('540626', '索县', 'Sog County', '540600'),
  county('540627', '班戈县', 'Bangoin County', '540600'),
  county('540628', '巴青县', 'Baqên County', '540600'),
  county('540629', '尼玛县', 'Nyima County', '540600'),
  county('540630', '双湖县', 'Shuanghu County', '540600'),
  // 阿里地区
  county('542521', '普兰县', 'Burang County', '542500'),
  county('542522', '札达县', 'Zanda County', '542500'),
  county('542523', '噶尔县', 'Gar County', '542500'),
  county('542524', '日土县', 'Rutog County', '542500'),
  county('542525', '革吉县', "Gê'gyai County", '542500'),
  county('542526', '改则县', 'Gêrzê County', '542500'),
  county('542527', '措勤县', 'Coqên County', '542500'),
];
