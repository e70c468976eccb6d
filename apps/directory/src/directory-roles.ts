/** Keeps the directory (管理员). */
export const ADMINISTRATOR = ['administrator'];
/** Who looks things up in the directory for their work. */
export const READERS = ['administrator', 'institution_officer', 'institution_head', 'secretariat'];
