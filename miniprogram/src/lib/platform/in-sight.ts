/** WeChat scrolls nothing by itself here: what is pressed there is in sight already. */
export function bringIntoSight(_id: string) {}
