const fewestCharacters = 8
const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /\p{Lo}/u, /[^\p{L}\p{N}]/u]

/** Among the first that anybody tries; compared without case. */
const common = new Set(
  `password1 password12 password123 passw0rd p@ssw0rd a1234567 a12345678 a123456789 aa123456 aa12345678
   abc12345 abc123456 abcd1234 abc123456789 admin123 admin1234 asd12345 asdf1234 asd123456 iloveyou1
   q1w2e3r4 q1w2e3r4t5 qwer1234 qwe12345 qwe123456 qwerty12 qwerty123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
   1qazxsw2 zaq12wsx zxc12345 zxc123456 woaini520 woaini1314 woaini123 a5201314 520woaini 123456aa
   123456ab 12345678a 123456789a 1234567a 123qweasd 123qwe123 123abc123 123456abc 1234abcd 1234qwer
   welcome1 welcome123 test1234 user1234 mima1234 mima123456 mingge123 daning123 dn123456 wangge123`
    .split(/\s+/)
    .filter(Boolean),
)

/** What a password must not contain: the owner's phone and identity number. */
export function isTooWeak(password: string, ownNumbers: readonly string[] = []): boolean {
  const same = password.normalize('NFKC')
  if ([...same].length < fewestCharacters) return true
  if (kinds.filter((kind) => kind.test(same)).length < 2) return true
  if (new Set(same).size < 4) return true
  const lower = same.toLowerCase()
  return common.has(lower) || ownNumbers.some((number) => lower.includes(number.toLowerCase()))
}
