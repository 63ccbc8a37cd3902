package dev.signalbox.api;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.signalbox.chat.Protocol;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Marks what clients call with an API key, and the protocol its refusals are written in. */
@NameBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface ClientSurface {
    Protocol value() default Protocol.OPENAI_CHAT;
}
