package dev.signalbox.wire;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.Losses.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a client asked for, piece by piece: how each piece is found again in another request, and how its loss is named. */
final class Wishes {

    /** A piece of a request. {@code named} tells whether a loss is this piece's. */
    private record Wish(String what, Predicate<Kept> kept, Predicate<String> named) {}

    /** A request read back: the conversation, and all of its text. */
    record Kept(ChatRequest request, String text) {
        static Kept of(ChatRequest request) {
            return new Kept(request, request.toString());
        }
    }

    private final List<Wish> wishes = new ArrayList<>();
    private final ChatRequest given;
    private final @Nullable String forced;

    private Wishes(ChatRequest given, @Nullable String forced) {
        this.given = given;
        this.forced = forced;
    }

    /** What is neither kept nor named: the losses that nobody declared. */
    static List<String> lost(ChatRequest given, Kept kept, EncodedRequest encoded) {
        var losses = encoded.losses();
        var wishes = new Wishes(given, encoded.forcedTool());
        wishes.collect();
        return wishes.wishes.stream()
                .filter(w -> !w.kept().test(kept) && losses.stream().noneMatch(w.named()))
                .map(Wish::what)
                .toList();
    }

    private void collect() {
        given.messages().forEach(m -> {
            m.parts().forEach(this::part);
            word("name of a speaker", m.name(), Set.of("name"));
        });
        given.tools().forEach(this::tool);
        var sampling = given.sampling();
        var heat = sampling.temperature();
        if (heat != null) { // the highest that Messages knows is 1
            field(
                    "temperature",
                    k -> same(heat, k.sampling().temperature())
                            || same(heat.min(BigDecimal.ONE), k.sampling().temperature()),
                    Field.TEMPERATURE);
        }
        value("top_p", sampling.topP(), k -> k.sampling().topP(), Field.TOP_P);
        value("top_k", sampling.topK(), k -> k.sampling().topK(), Field.TOP_K);
        value("frequency", sampling.frequencyPenalty(), k -> k.sampling().frequencyPenalty(), Field.FREQUENCY_PENALTY);
        value("presence", sampling.presencePenalty(), k -> k.sampling().presencePenalty(), Field.PRESENCE_PENALTY);
        value("seed", sampling.seed(), k -> k.sampling().seed(), Field.SEED);
        value("max tokens", given.limits().maxTokens(), k -> k.limits().maxTokens(), null);
        value("choices", given.limits().choices(), k -> k.limits().choices(), Field.CHOICES);
        given.limits()
                .stopSequences()
                .forEach(s -> field("stop", k -> k.limits().stopSequences().contains(s), Field.STOP));
        boolean callable =
                forced == null && !given.tools().isEmpty() && !(given.toolChoice() instanceof ToolChoice.None);
        if (callable && Boolean.FALSE.equals(given.parallelToolCalls())) {
            value("parallel", false, ChatRequest::parallelToolCalls, Field.PARALLEL_TOOL_CALLS);
        }
        value("user", given.extras().user(), k -> k.extras().user(), Field.USER);
        value("cache key", given.extras().promptCacheKey(), k -> k.extras().promptCacheKey(), Field.PROMPT_CACHE_KEY);
        var wish = given.reasoning();
        if (wish != null && wish.asEffort() != null) {
            field("thinking", k -> k.reasoning() != null && k.reasoning().asEffort() != null, Field.REASONING);
        }
        if (forced == null) {
            format();
            choice();
        } else { // the answer is the call, whatever form a text was to have
            schemaOfTheForced();
        }
        given.extras().other().forEach(this::other);
    }

    private void field(String what, Predicate<ChatRequest> kept, @Nullable Field field) {
        var name = field == null ? "" : field.name(given.extras().origin());
        wishes.add(new Wish(what, k -> kept.test(k.request()), l -> l.equals(name)));
    }

    private interface Value {
        @Nullable
        Object of(ChatRequest request);
    }

    private void value(String what, @Nullable Object value, Value read, @Nullable Field field) {
        if (value != null) {
            field(what + " " + value, k -> same(value, read.of(k)), field);
        }
    }

    private static boolean same(Object value, @Nullable Object other) {
        if (value instanceof Number number && other instanceof Number second) {
            return Double.compare(number.doubleValue(), second.doubleValue()) == 0;
        }
        return value.equals(other);
    }

    /** A word that stands anywhere in what was read back. */
    private void word(String what, @Nullable String word, Set<String> names) {
        if (word != null && !word.isEmpty()) {
            var quoted = Json.quote(word);
            var escaped = quoted.substring(1, quoted.length() - 1);
            wishes.add(new Wish(
                    what + " '" + word + "'",
                    k -> k.text().contains(word) || k.text().contains(escaped),
                    l -> ends(l, names)));
        }
    }

    private static boolean ends(String loss, Set<String> names) {
        return names.contains(loss) || names.stream().anyMatch(n -> loss.endsWith("." + n));
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text t -> {
                word("text", t.text(), Set.of("system", "prefill"));
                cached(t.cache() != null);
            }
            case Part.Refusal r -> word("refusal", r.text(), Set.of("refusal"));
            case Part.Json j -> json(j.value());
            case Part.Image i -> {
                medium(i.media(), Set.of("image"));
                cached(i.cache() != null);
                if (i.detail() != null && !i.detail().equals("auto")) {
                    word("detail", "detail=" + i.detail(), Set.of("detail", "image", "image.detail"));
                }
            }
            case Part.Document d -> {
                medium(d.media(), Set.of("document", "file"));
                cached(d.cache() != null);
            }
            case Part.Audio a -> medium(a.media(), Set.of("audio"));
            case Part.Video v -> medium(v.media(), Set.of("video"));
            case Part.Thinking t -> word("thought", t.text(), Set.of("thinking"));
            case Part.RedactedThinking r -> {}
            case Part.ToolCall c -> {
                json(new RawJson(c.arguments()));
                cached(c.cache() != null);
            }
            case Part.ToolResult r -> result(r);
            case Part.ServerToolCall s ->
                word("server tool", s.name(), Set.of("server_tool", "server_tool_use", s.name()));
            case Part.ServerToolResult s -> {}
            case Part.Opaque o -> word("opaque part", o.type(), Set.of(o.type()));
        }
    }

    private void result(Part.ToolResult result) {
        result.content().forEach(this::part);
        cached(result.cache() != null);
        if (result.isError()) {
            var failed = (Predicate<Part>) p -> p instanceof Part.ToolResult r && r.isError();
            wishes.add(new Wish(
                    "failure of a result",
                    k -> k.request().messages().stream()
                            .anyMatch(m -> m.parts().stream().anyMatch(failed)),
                    l -> ends(l, Set.of("is_error"))));
        }
    }

    /** JSON may be written in another way; each text in it must be there. */
    private void json(RawJson raw) {
        var tree = Json.parse(raw.text()).orElse(null);
        if (tree == null || !tree.isObject()) {
            word("free text", raw.text(), Set.of());
            return;
        }
        tree.forEach(v -> word("argument", v.asText(), Set.of()));
    }

    private void cached(boolean breakpoint) {
        if (breakpoint) {
            wishes.add(new Wish(
                    "cache breakpoint",
                    k -> k.text().contains("CacheControl["),
                    l -> l.equals(Field.CACHE_CONTROL.name(given.extras().origin()))));
        }
    }

    private void medium(Media media, Set<String> names) {
        switch (media) {
            case Media.Inline i -> {
                var decoded = new String(Base64.getDecoder().decode(i.base64()), StandardCharsets.UTF_8);
                wishes.add(new Wish(
                        "data " + decoded,
                        k -> k.text().contains(i.base64()) || k.text().contains(decoded),
                        l -> ends(l, names)));
            }
            case Media.Remote r -> word("address", r.uri(), names);
            case Media.Uploaded u -> word("file", u.fileId(), names);
        }
    }

    /** Nothing of the tools matters where none may be called; where one must be, the others need not be offered. */
    private void tool(Tool tool) {
        boolean another = forced != null && !forced.equals(tool.name());
        if (another || given.toolChoice() instanceof ToolChoice.None) {
            return;
        }
        var tools = Set.of("tools", Field.TOOL_CHOICE.name(given.extras().origin()));
        switch (tool) {
            case Tool.Function f -> {
                word("description", f.description(), tools);
                if (f.parameters() != null) {
                    Json.tree(f.parameters())
                            .path("properties")
                            .fieldNames()
                            .forEachRemaining(p -> word("parameter", p, tools));
                }
                cached(f.cache() != null && given.toolChoice() instanceof ToolChoice.Auto);
                if (forced == null && f.strict() != null && f.strict()) {
                    wishes.add(new Wish(
                            "strict",
                            k -> k.request().tools().stream()
                                    .anyMatch(t -> t instanceof Tool.Function g && Boolean.TRUE.equals(g.strict())),
                            l -> l.endsWith("strict") || tools.contains(l)));
                }
            }
            case Tool.Custom c -> word("description", c.description(), tools);
            case Tool.BuiltIn b -> word("built-in tool", b.name(), Set.of(b.name()));
        }
    }

    private void format() {
        switch (given.format()) {
            case OutputFormat.PlainText t -> {}
            case OutputFormat.JsonObject o -> field("JSON", k -> !k.format().equals(OutputFormat.TEXT), Field.FORMAT);
            case OutputFormat.JsonSchema s -> {
                var name = Field.FORMAT.name(given.extras().origin());
                Json.tree(s.schema())
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(p ->
                                wishes.add(new Wish("schema " + p, k -> k.text().contains(p), l -> l.equals(name))));
            }
        }
    }

    private void schemaOfTheForced() {
        field("forced tool", k -> k.format() instanceof OutputFormat.JsonSchema, null);
        var choice = given.toolChoice();
        field(
                "its name",
                k -> !(choice instanceof ToolChoice.Named n) || n.name().equals(forced),
                null);
        field("which it is", k -> given.tool(String.valueOf(forced)).isPresent(), null);
    }

    private void choice() {
        var name = Field.TOOL_CHOICE.name(given.extras().origin());
        var same = (Predicate<Kept>) k -> switch (given.toolChoice()) {
            case ToolChoice.Auto a -> true;
            case ToolChoice.None n ->
                k.request().toolChoice() instanceof ToolChoice.None
                        || k.request().tools().isEmpty();
            case ToolChoice.Required r ->
                !(k.request().toolChoice() instanceof ToolChoice.Auto)
                        || given.tools().size() == 0;
            case ToolChoice.Named n -> !(k.request().toolChoice() instanceof ToolChoice.Auto);
            case ToolChoice.Allowed a -> true;
        };
        wishes.add(new Wish("tool choice " + given.toolChoice(), same, l -> l.equals(name)));
    }

    private void other(String path, RawJson value) {
        boolean nothing = Set.of("null", "false", "{}", "[]", "\"\"").contains(value.text());
        var harmless = Map.of("include", "[\"reasoning.encrypted_content\"]", "truncation", "\"disabled\"");
        if (!nothing
                && !value.text().equals(harmless.get(path))
                && !path.equals("stream_options")
                && !path.equals("client_metadata")) {
            wishes.add(new Wish(path, k -> k.request().extras().other().containsValue(value), l -> l.equals(path)));
        }
    }
}
