package dev.signalbox.wire.gemini;

import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code contents}: turns of a client's request, with calls and responses paired. */
final class GeminiContentReader {
    private final List<ProtoJson> contents;
    private final GeminiPartReader parts;
    private final CallPairing ids;

    private GeminiContentReader(List<ProtoJson> contents, MediaFields fields) {
        this.contents = contents;
        this.ids = new CallPairing(givenIds(contents));
        this.parts = new GeminiPartReader(ids, fields);
    }

    static List<Message> read(List<ProtoJson> contents, MediaFields fields) {
        return new GeminiContentReader(contents, fields).messages();
    }

    private static Set<String> givenIds(List<ProtoJson> contents) {
        var given = new HashSet<String>();
        for (var content : contents) {
            for (var part : content.objects("parts")) {
                var call = part.object("functionCall");
                var id = call == null ? null : GeminiPartReader.id(call);
                if (id != null) {
                    given.add(id);
                }
            }
        }
        return given;
    }

    private List<Message> messages() {
        var messages = new ArrayList<Message>();
        boolean afterModel = true;
        for (int i = 0; i < contents.size(); i++) {
            var content = contents.get(i);
            boolean model = isModel(content);
            if (afterModel && !model) {
                claimIds(i);
            }
            afterModel = model;
            var list = content.objects("parts");
            if (list.isEmpty()) {
                throw content.fault("parts", "'" + content.path("parts") + "' must not be empty.");
            }
            var read = model ? parts.ofModel(list) : parts.ofUser(list);
            if (!read.isEmpty()) {
                messages.add(Message.of(model ? Role.ASSISTANT : Role.USER, read));
            }
        }
        return messages;
    }

    /** A response that names its call takes it before the responses that only name the function, wherever it stands. */
    private void claimIds(int from) {
        for (int i = from; i < contents.size() && !isModel(contents.get(i)); i++) {
            for (var part : contents.get(i).objects("parts")) {
                var response = part.object("functionResponse");
                var id = response == null ? null : GeminiPartReader.id(response);
                if (id != null) {
                    ids.claim(id);
                }
            }
        }
    }

    private static boolean isModel(ProtoJson content) {
        return switch (content.text("role", "user")) {
            case "model" -> true;
            case "user", "function", "" -> false;
            default -> throw content.fault("role", "'" + content.path("role") + "' must be user or model.");
        };
    }

    /** The prompt given outside the turns: a content, its parts alone, or plain text. */
    static List<Message> system(ProtoJson root) {
        var value = root.get("systemInstruction");
        if (value == null) {
            return List.of();
        }
        if (value.isTextual()) {
            return value.textValue().isEmpty()
                    ? List.of()
                    : List.of(Message.of(Role.SYSTEM, Part.Text.of(value.textValue())));
        }
        var texts = new ArrayList<Part>();
        for (var content : root.objects("systemInstruction")) {
            content.text("role");
            for (var part : content.has("parts") ? content.objects("parts") : List.of(content)) {
                var text = part.text("text");
                if (text == null) {
                    throw part.fault(
                            "text", "'" + part.path() + "' must be text: a system instruction holds nothing else.");
                }
                if (!text.isEmpty()) {
                    texts.add(Part.Text.of(text));
                }
            }
        }
        return texts.isEmpty() ? List.of() : List.of(Message.of(Role.SYSTEM, texts));
    }
}
