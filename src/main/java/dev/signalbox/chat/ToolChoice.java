package dev.signalbox.chat;

import java.util.List;

/** Whether the model may, must or must not call a tool. */
public sealed interface ToolChoice {
    ToolChoice AUTO = new Auto();
    ToolChoice NONE = new None();
    ToolChoice REQUIRED = new Required();

    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    record Required() implements ToolChoice {}

    /** This tool and no other; a {@link Tool.BuiltIn} is named by its name too. */
    record Named(String name) implements ToolChoice {}

    /** One of these; {@code required} says whether one must be called. */
    record Allowed(List<String> names, boolean required) implements ToolChoice {
        public Allowed {
            names = List.copyOf(names);
        }
    }
}
