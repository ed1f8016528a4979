import { describe, expect, it } from 'vitest'
import { splitStatements } from './split-statements'

describe('splitStatements', () => {
  it('cuts at semicolons and drops what is empty', () => {
    expect(splitStatements('SELECT 1;\n\n;SELECT 2 ; ')).toEqual(['SELECT 1', 'SELECT 2'])
  })

  it('takes a last statement without a semicolon', () => {
    expect(splitStatements('SELECT 1')).toEqual(['SELECT 1'])
  })

  it('leaves semicolons in quotes alone', () => {
    const script = 'INSERT INTO a VALUES (\'x;y\', "p;q");SELECT `a;b` FROM t'
    expect(splitStatements(script)).toEqual([
      'INSERT INTO a VALUES (\'x;y\', "p;q")',
      'SELECT `a;b` FROM t',
    ])
  })

  it('knows escaped and doubled quotes', () => {
    expect(splitStatements("SELECT 'it\\'s; here';SELECT 'it''s; there'")).toEqual([
      "SELECT 'it\\'s; here'",
      "SELECT 'it''s; there'",
    ])
  })

  it('takes a backslash inside backticks as it is', () => {
    expect(splitStatements('SELECT `a\\`;SELECT 2')).toEqual(['SELECT `a\\`', 'SELECT 2'])
  })

  it('drops comments of all three kinds with the semicolons and quotes in them', () => {
    const script = "-- it's; one\nSELECT 1; # don't; two\n/* it's;\nthree */ SELECT 2;--\nSELECT 3"
    expect(splitStatements(script)).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3'])
  })

  it('takes two minus signs without a space as SQL', () => {
    expect(splitStatements('SELECT 1--1')).toEqual(['SELECT 1--1'])
  })

  it('keeps comment signs in quotes and executable comments', () => {
    expect(splitStatements("SELECT '-- # /*';/*!40101 SET NAMES utf8mb4; */;SELECT 1")).toEqual([
      "SELECT '-- # /*'",
      '/*!40101 SET NAMES utf8mb4; */',
      'SELECT 1',
    ])
  })

  it.each([
    ["SELECT 'a", "A ' is not closed"],
    ['SELECT 1 /* a', 'A comment is not closed'],
    ['DELIMITER $$\nSELECT 1$$', 'DELIMITER'],
  ])('refuses %j', (script, reason) => {
    expect(() => splitStatements(script)).toThrow(reason)
  })
})
