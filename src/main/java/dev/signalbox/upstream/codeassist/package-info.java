/**
 * The Code Assist dialect of Gemini: one address for all models, the request in an envelope that names model and project, each
 * answer in an envelope too. Gemini CLI and Antigravity accounts speak it.
 */
@NullMarked
package dev.signalbox.upstream.codeassist;

import org.jspecify.annotations.NullMarked;
