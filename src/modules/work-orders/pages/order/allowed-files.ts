/** What the file chooser offers; what a file is, is judged by the server from its content. */
export const ALLOWED_FILES = [
	'image/*',
	'.png,.jpg,.jpeg,.gif,.tif,.tiff,.bmp,.webp,.heic',
	'.pdf,.txt,.rtf,.doc,.docx,.xls,.xlsx',
	'.raw,.cr2,.cr3,.nef,.arw,.dng,.raf,.orf,.rw2'
].join(',');
