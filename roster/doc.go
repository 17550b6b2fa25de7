// Package roster is the owner's spreadsheet (花名册): areas, units, people and
// the duty catalogue, as an Excel workbook or as CSV files.
//
// A Book is what such a file holds: sheets of plain texts. Load and Save know
// the kinds of file, and nothing else does. Write fills a Book from what is in
// force; Compare reads one, says everything that is wrong with it, each problem
// with its sheet, row and column, and finds what would change. Nothing is
// changed here: the change is carried out elsewhere, in one transaction.
package roster
