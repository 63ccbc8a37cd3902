package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.quota.Quotas;
import dev.signalbox.routing.Candidate;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Reply;
import dev.signalbox.upstream.Upstream;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Codecs;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Calls candidates, and passes on what the headers of their answers say about the account's quota. */
@Service
class CandidateCalls {
    private static final int MAX_ANSWER = 32 << 20;

    private final Upstream upstream;
    private final Quotas quotas;
    private final Codecs codecs;

    @Inject
    CandidateCalls(Upstream upstream, Quotas quotas, Codecs codecs) {
        this.upstream = upstream;
        this.quotas = quotas;
        this.codecs = codecs;
    }

    /** The fields of the call that the provider cannot be sent. */
    List<String> losses(UpstreamCall call) {
        return upstream.losses(call);
    }

    /** The reply as it begins, which the caller closes. */
    Reply send(Candidate candidate, UpstreamCall call) {
        var reply = upstream.send(call);
        var account = candidate.account();
        if (account == null) {
            return reply;
        }
        try {
            quotas.heard(account.id(), candidate.profile().model(), reply.headers());
            return reply;
        } catch (RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    /**
     * The whole answer to an operation that never streams.
     *
     * @throws ChatException with what the provider says where it does not answer 200
     * @throws IOException when the answer is cut off
     */
    byte[] whole(RelayedRequest request, Candidate candidate, Operation operation, byte[] body) throws IOException {
        try (var reply = send(candidate, request.call(candidate, operation, body))) {
            var answer = reply.readAtMost(MAX_ANSWER);
            if (reply.status() != 200) {
                throw codecs.provider(candidate.protocol())
                        .readError(reply.status(), reply.headers(), answer)
                        .asException();
            }
            return answer;
        }
    }
}
