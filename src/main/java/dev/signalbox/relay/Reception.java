package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Takes requests in: opens the books on each, and tells the client in its own protocol of whatever goes wrong. */
@Service
class Reception {
    private static final System.Logger LOG = System.getLogger(Reception.class.getName());

    private final Desk desk;

    @Inject
    Reception(Desk desk) {
        this.desk = desk;
    }

    /** What {@code answer} makes of the request, or a failure; never throws. */
    ClientAnswer take(Exchange exchange, BiFunction<Asked, Books, ClientAnswer> answer) {
        return take(exchange, UnaryOperator.identity(), answer);
    }

    /** The same for an operation that never streams. */
    ClientAnswer takeWhole(Exchange exchange, BiFunction<Asked, Books, ClientAnswer> answer) {
        return take(exchange, Asked::whole, answer);
    }

    private ClientAnswer take(
            Exchange exchange, UnaryOperator<Asked> form, BiFunction<Asked, Books, ClientAnswer> answer) {
        Asked asked;
        try {
            asked = form.apply(Asked.of(exchange));
        } catch (ChatException e) {
            return ClientAnswer.refusal(exchange, e.failure(), Map.of());
        }
        var books = desk.open(asked);
        try {
            return answer.apply(asked, books);
        } catch (ChatException e) {
            books.refused(e.failure());
            return ClientAnswer.refusal(exchange, e.failure(), AnswerHeaders.of(exchange, books));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Request " + exchange.requestId() + " failed.", e);
            books.refused(Settlement.BROKEN);
            return ClientAnswer.refusal(exchange, broken(exchange), AnswerHeaders.of(exchange, books));
        }
    }

    private static Failure broken(Exchange exchange) {
        return Failure.of(Failure.Kind.INTERNAL, 500, "The gateway failed; request " + exchange.requestId() + ".");
    }
}
