package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Role;
import dev.signalbox.wire.BillingHeader;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * System prompts on top, then turns. Prompts in the middle move to the top; reminders of Anthropic's clients stay where they are,
 * because all that was cached would move with them.
 */
final class ConverseConversation {
    private static final int MOST_CACHE_POINTS = 4;

    private final boolean reminders;
    private final boolean cachePoints;
    private final ConverseParts parts;
    private final Losses losses;
    private final ArrayNode system = Json.array();
    private final List<ConverseTurn> turns = new ArrayList<>();

    ConverseConversation(ChatRequest request, ModelProfile target, ToolNames names, Losses losses) {
        this.reminders = request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
        this.cachePoints = target.has(Quirk.CACHE_POINTS);
        this.parts = new ConverseParts(target.model(), !target.has(Quirk.NO_IMAGES), names, losses);
        this.losses = losses;
        request.messages().forEach(this::add);
        ConverseTurn.repair(turns, target.has(Quirk.NO_PREFILL), losses);
        limitCachePoints();
    }

    List<ConverseTurn> turns() {
        return turns;
    }

    void writeTo(ObjectNode root) {
        var messages = root.putArray("messages");
        turns.forEach(turn -> messages.add(turn.message()));
        if (!system.isEmpty()) {
            root.set("system", system);
        }
    }

    private void add(Message message) {
        if (message.name() != null) {
            losses.addContent("name");
        }
        for (var part : message.parts()) {
            if (BillingHeader.is(part)) {
                continue;
            }
            if (message.role() == Role.USER || message.role() == Role.ASSISTANT) {
                say(message.role(), part);
            } else {
                instruct(part);
            }
        }
    }

    private void instruct(Part part) {
        if (!(part instanceof Part.Text text)) {
            losses.addContent("system");
            return;
        }
        if (text.text().isBlank()) {
            return;
        }
        if (reminders && !turns.isEmpty()) {
            var block = ConverseTurn.text("<system-reminder>\n" + text.text() + "\n</system-reminder>");
            turn(true).blocks().add(block);
            cache(text.cache(), turn(true).blocks()::add);
            return;
        }
        system.add(ConverseTurn.text(text.text()));
        cache(text.cache(), system::add);
    }

    private void say(Role role, Part part) {
        boolean thought = part instanceof Part.Thinking || part instanceof Part.RedactedThinking;
        if (thought && role == Role.USER) {
            return;
        }
        boolean called = part instanceof Part.ToolCall;
        boolean answered = part instanceof Part.ToolResult;
        boolean byUser = !called && (role == Role.USER || answered);
        parts.block(part).ifPresent(block -> {
            turn(byUser).blocks().add(block);
            cache(cache(part), turn(byUser).blocks()::add);
        });
    }

    private ConverseTurn turn(boolean byUser) {
        if (turns.isEmpty() || turns.getLast().byUser() != byUser) {
            turns.add(ConverseTurn.of(byUser));
        }
        return turns.getLast();
    }

    private static @Nullable CacheControl cache(Part part) {
        return switch (part) {
            case Part.Text t -> t.cache();
            case Part.Image i -> i.cache();
            case Part.Document d -> d.cache();
            case Part.ToolCall c -> c.cache();
            case Part.ToolResult r -> r.cache();
            default -> null;
        };
    }

    /** A point after the block. Nova keeps what is cached for five minutes and takes no other time. */
    private void cache(@Nullable CacheControl cache, java.util.function.Consumer<ObjectNode> after) {
        if (cache == null) {
            return;
        }
        if (!cachePoints || "1h".equals(cache.ttl())) {
            losses.add(Field.CACHE_CONTROL);
        }
        if (cachePoints) {
            after.accept(point());
        }
    }

    static ObjectNode point() {
        var block = Json.object();
        block.putObject("cachePoint").put("type", "default");
        return block;
    }

    /** The latest count. */
    private void limitCachePoints() {
        int kept = 0;
        for (var turn : turns.reversed()) {
            for (int i = turn.blocks().size() - 1; i >= 0; i--) {
                if (turn.blocks().get(i).has("cachePoint") && ++kept > MOST_CACHE_POINTS) {
                    turn.blocks().remove(i);
                }
            }
        }
        for (int i = system.size() - 1; i >= 0; i--) {
            if (system.get(i).has("cachePoint") && ++kept > MOST_CACHE_POINTS) {
                system.remove(i);
            }
        }
    }
}
