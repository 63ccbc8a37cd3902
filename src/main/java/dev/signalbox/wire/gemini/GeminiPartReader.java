package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SignatureOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of one turn of a client's request. */
final class GeminiPartReader {
    private static final List<String> DATA = List.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");

    /** Google takes the address of a video there without saying what it is. */
    private static final Pattern VIDEOS = Pattern.compile("https?://((www\\.|m\\.)?youtube\\.com|youtu\\.be)/");

    private final CallPairing ids;
    private final MediaFields fields;

    GeminiPartReader(CallPairing ids, MediaFields fields) {
        this.ids = ids;
        this.fields = fields;
    }

    List<Part> ofUser(List<ProtoJson> parts) {
        var read = new ArrayList<Part>();
        for (var part : parts) {
            switch (kind(part)) {
                case "functionResponse" -> read.add(response(part.object("functionResponse")));
                case "functionCall" ->
                    throw part.fault("functionCall", "'" + part.path("functionCall") + "' needs the role model.");
                default -> common(part, read);
            }
        }
        return read;
    }

    List<Part> ofModel(List<ProtoJson> parts) {
        var read = new ArrayList<Part>();
        for (var part : parts) {
            switch (kind(part)) {
                case "functionCall" -> call(part, read);
                case "functionResponse" ->
                    throw part.fault(
                            "functionResponse", "'" + part.path("functionResponse") + "' needs the role user.");
                default -> common(part, read);
            }
        }
        return read;
    }

    private static String kind(ProtoJson part) {
        var kinds = DATA.stream().filter(part::has).toList();
        if (kinds.size() > 1) {
            throw part.fault(
                    kinds.get(1), "'" + part.path() + "' holds both " + kinds.get(0) + " and " + kinds.get(1) + ".");
        }
        if (!kinds.isEmpty()) {
            return kinds.getFirst();
        }
        if (part.has("thoughtSignature")) {
            return "text";
        }
        throw part.fault(
                "", "'" + part.path() + "' must hold text, inlineData, fileData, a function call or a response.");
    }

    private void common(ProtoJson part, List<Part> read) {
        switch (kind(part)) {
            case "text" -> text(part, read);
            case "inlineData" -> medium(part, "inlineData", read);
            case "fileData" -> medium(part, "fileData", read);
            default -> read.add(serverTool(part));
        }
    }

    private static void text(ProtoJson part, List<Part> read) {
        var text = part.text("text", "");
        var signature = signature(part);
        if (part.isTrue("thought")) {
            var sealed = ThoughtEnvelope.open(part.text("thoughtSignature", ""));
            if (!sealed.isEmpty()) {
                read.addAll(sealed);
            } else if (!text.isEmpty() || signature != null) {
                read.add(new Part.Thinking(text, signature));
            }
        } else if (text.isEmpty() && signature != null) {
            read.add(new Part.Thinking("", signature));
        } else if (!text.isEmpty()) {
            read.add(new Part.Text(text, null, List.of(), signature));
        }
    }

    private static @Nullable Signature signature(ProtoJson part) {
        var value = part.text("thoughtSignature");
        if (value == null || value.isEmpty() || !ThoughtEnvelope.open(value).isEmpty()) {
            return null;
        }
        return SignatureOrigin.of(value, Signature.GOOGLE);
    }

    private void call(ProtoJson part, List<Part> read) {
        var call = part.object("functionCall");
        if (call == null) {
            throw part.wrong("functionCall", "an object");
        }
        var name = call.text("name", "");
        if (name.isEmpty()) {
            throw call.fault("name", "'" + call.path("name") + "' must not be empty.");
        }
        var args = call.object("args");
        var arguments = args == null ? "{}" : args.node().toString();
        var thoughts = ThoughtEnvelope.open(part.text("thoughtSignature", ""));
        if (!thoughts.isEmpty()) {
            insert(thoughts, read);
        }
        read.add(
                new Part.ToolCall(ids.call(id(call), name), name, arguments, ToolKind.FUNCTION, signature(part), null));
    }

    /** The signed thoughts stand in front of what they led to and replace the same thoughts without their signature. */
    private static void insert(List<Part> thoughts, List<Part> read) {
        boolean later = read.stream().anyMatch(Part.ToolCall.class::isInstance);
        read.removeIf(p -> p instanceof Part.Thinking t && t.signature() == null);
        read.addAll(later ? read.size() : 0, thoughts);
    }

    private Part response(@Nullable ProtoJson response) {
        if (response == null) {
            throw new IllegalStateException("a response was seen");
        }
        var name = response.text("name", "");
        var answered = ids.answer(id(response), name);
        if (answered == null) {
            throw response.fault("", "'" + response.path() + "' answers no function call: none came before it.");
        }
        var body = response.object("response");
        var content = new ArrayList<Part>();
        boolean isError = false;
        if (body != null) {
            isError = has(body.node(), "error");
            content.add(result(body.node(), response.text("name")));
        }
        for (var part : response.objects("parts")) {
            if (part.has("inlineData") || part.has("fileData")) {
                content.add(media(part, part.has("inlineData") ? "inlineData" : "fileData"));
            }
        }
        return new Part.ToolResult(
                answered.id(),
                answered.name().isEmpty() ? null : answered.name(),
                content,
                isError,
                ToolKind.FUNCTION,
                null);
    }

    /**
     * By Google's convention {@code output} holds what a function gave, {@code error} why it gave nothing; its older examples,
     * and clients built on them, name the function again beside the {@code content}.
     */
    private static Part result(ObjectNode body, @Nullable String function) {
        if (body.size() == 2
                && body.path("name").asText().equals(function)
                && body.path("content").isTextual()) {
            return Part.Text.of(body.get("content").textValue());
        }
        if (has(body, "output") && body.get("output").isTextual()) {
            return Part.Text.of(body.get("output").textValue());
        }
        if (has(body, "error") && body.get("error").isTextual()) {
            return Part.Text.of(body.get("error").textValue());
        }
        return new Part.Json(Json.raw(body));
    }

    private static boolean has(ObjectNode body, String only) {
        return body.size() == 1 && body.has(only);
    }

    static @Nullable String id(ProtoJson callOrResponse) {
        var id = callOrResponse.text("id");
        return id == null || id.isEmpty() ? callOrResponse.text("callId") : id;
    }

    /** The signature of a medium, which has no place for one, stands on an unseen thought in front of it. */
    private void medium(ProtoJson part, String field, List<Part> read) {
        var signature = signature(part);
        if (signature != null) {
            read.add(new Part.Thinking("", signature));
        }
        read.add(media(part, field));
    }

    private Part media(ProtoJson part, String field) {
        var data = part.object(field);
        if (data == null) {
            throw part.wrong(field, "an object");
        }
        var type = data.text("mimeType");
        if (field.equals("fileData")) {
            return file(data, type, part);
        }
        if (type == null || type.isEmpty()) {
            throw data.fault("mimeType", "'" + data.path("mimeType") + "' must be given.");
        }
        return named(data, new Media.Inline(type, data.text("data", "")), part);
    }

    private Part file(ProtoJson data, @Nullable String type, ProtoJson part) {
        var uri = data.text("fileUri", "");
        if (uri.isEmpty()) {
            throw data.fault("fileUri", "'" + data.path("fileUri") + "' must be given.");
        }
        var known = type == null || type.isEmpty() ? MimeTypes.ofUri(uri) : type;
        if (known == null && VIDEOS.matcher(uri).lookingAt()) {
            var video = new Media.Remote(null, uri);
            fields.note(part, video, null);
            return new Part.Video(video);
        }
        boolean uploaded = uri.startsWith("gs:") || uri.contains("generativelanguage.googleapis.com/");
        return named(data, uploaded ? new Media.Uploaded(known, uri) : new Media.Remote(known, uri), part);
    }

    /** A document has a name of its own; that of another medium is kept aside. */
    private Part named(ProtoJson data, Media media, ProtoJson part) {
        var name = data.text("displayName");
        var medium = MimeTypes.part(media, name, detail(part));
        fields.note(part, media, medium instanceof Part.Document ? null : name);
        return medium;
    }

    private static @Nullable String detail(ProtoJson part) {
        var resolution = part.object("mediaResolution");
        return resolution == null ? null : MimeTypes.detail(resolution.text("level", ""));
    }

    private static Part serverTool(ProtoJson part) {
        var raw = Json.raw(part.node());
        if (part.has("executableCode")) {
            return new Part.ServerToolCall("code", "code_execution", RawJson.EMPTY_OBJECT, Protocol.GEMINI, raw);
        }
        if (part.has("codeExecutionResult")) {
            return new Part.ServerToolResult("code", "code_execution", Protocol.GEMINI, raw);
        }
        return new Part.Opaque(Protocol.GEMINI, part.has("toolCall") ? "toolCall" : "toolResponse", raw);
    }
}
