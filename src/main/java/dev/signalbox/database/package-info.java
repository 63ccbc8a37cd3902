/**
 * The database underneath: looked at before it is touched, brought up to date by Flyway, the same scripts for H2 and
 * PostgreSQL, and the conversion of time that both agree on. Lowest layer, see ADR 0005.
 */
@NullMarked
package dev.signalbox.database;

import org.jspecify.annotations.NullMarked;
