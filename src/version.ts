// The release that this code belongs to, for the user agent of its requests.

export const VERSION = '0.1.0';
