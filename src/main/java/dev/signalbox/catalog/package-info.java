/**
 * What exists out there: providers, their addresses, their models, what these can do and what they cost. Facts come from
 * the data files under {@code catalogue/} on the class path; configuration may replace addresses, and the owner of the
 * database hands in prices that override the files'. Everything here is immutable once read. See {@code docs/providers.md}.
 */
@NullMarked
package dev.signalbox.catalog;

import org.jspecify.annotations.NullMarked;
