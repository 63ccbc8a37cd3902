package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.Part;
import dev.signalbox.wire.Fields;
import java.util.ArrayList;
import java.util.List;

/** Reads system prompts: a text or text blocks, at the top or in the middle of the conversation. */
final class SystemReader {
    private SystemReader() {}

    static List<Part> parts(Fields holder, String name) {
        var value = holder.get(name);
        if (value == null) {
            return List.of();
        }
        if (value.isTextual()) {
            return value.textValue().isEmpty() ? List.of() : List.of(Part.Text.of(value.textValue()));
        }
        var parts = new ArrayList<Part>();
        for (var block : holder.objects(name)) {
            switch (block.requiredString("type")) {
                case "text" -> ContentReader.addText(block, parts);
                case "thinking", "redacted_thinking" -> {} // nobody's thoughts: not an instruction
                case "tool_addition", "tool_removal" -> {
                    if (!ToolReader.defines(block)) {
                        parts.add(ContentReader.opaque(block, block.requiredString("type")));
                    }
                }
                default -> throw Fields.wrong(block.at("type"), "must be text");
            }
        }
        return parts;
    }
}
