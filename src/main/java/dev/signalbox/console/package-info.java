/**
 * The pages for people, made with Jakarta Faces and PrimeFaces. Page beans are stateless and call the services; what somebody is
 * typing lives in small forms of view scope, which hold nothing else and can therefore be kept in the session.
 */
@NullMarked
package dev.signalbox.console;

import org.jspecify.annotations.NullMarked;
