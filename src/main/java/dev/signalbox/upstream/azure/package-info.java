/**
 * The Azure OpenAI dialect: deployments in place of models, by the v1 API or by one with a date.
 */
@NullMarked
package dev.signalbox.upstream.azure;

import org.jspecify.annotations.NullMarked;
