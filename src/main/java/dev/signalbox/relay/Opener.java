package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.Candidate;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Reply;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Checkpoint;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Asks one candidate and reads its answer up to the commit point. */
@Service
class Opener {
    private static final int MAX_ERROR_BODY = 1 << 20;

    private final Codecs codecs;
    private final CandidateCalls calls;

    @Inject
    Opener(Codecs codecs, CandidateCalls calls) {
        this.codecs = codecs;
        this.calls = calls;
    }

    /** @throws ChatException when this candidate does not answer; nothing has reached the client */
    Opened open(RelayedRequest request, StreamForm clientForm, Candidate candidate) {
        boolean mayKnow = candidate.protocol() == Protocol.OPENAI_RESPONSES && candidate.verbatim();
        if (!mayKnow) {
            return request.asksForCheckpoint() ? checkpoint(request, candidate) : ask(request, clientForm, candidate);
        }
        try {
            return ask(request, clientForm, candidate);
        } catch (ChatException e) {
            if (Checkpoint.isUnknown(e.failure()) && request.asksForCheckpoint()) {
                return checkpoint(request, candidate);
            }
            throw e;
        }
    }

    /** A provider that knows no compaction within a conversation is asked for a summary, which the item then holds. */
    private Opened checkpoint(RelayedRequest request, Candidate candidate) {
        return switch (ask(request.summarised(), StreamForm.SSE, candidate)) {
            case Opened.Document said ->
                collected(request, candidate, said.losses(), request.checkpoint(candidate, said.body()));
            case Opened.Stream stream -> throw new IllegalStateException("a stream where none was asked: " + stream);
        };
    }

    private Opened ask(RelayedRequest request, StreamForm clientForm, Candidate candidate) {
        var provider = codecs.provider(candidate.protocol(), candidate.dialect());
        var encoded = request.encode(candidate, provider);
        var call = request.call(candidate, operation(request, candidate), encoded.body());
        var sent = request.losing(candidate, encoded, calls.losses(call));
        var reply = calls.send(candidate, call);
        if (candidate.protocol() == Protocol.OLLAMA && lacksOperation(request, candidate, reply)) {
            reply.close();
            return ask(request.asChat(), clientForm, candidate);
        }
        boolean kept = false;
        try {
            refuseError(request, candidate, provider, reply);
            var opened = read(request, clientForm, candidate, provider, sent, reply);
            kept = opened instanceof Opened.Stream;
            return opened;
        } finally {
            if (!kept) {
                reply.close();
            }
        }
    }

    private static Operation operation(RelayedRequest request, Candidate candidate) {
        if (request.legacy(candidate)) {
            return Operation.COMPLETE;
        }
        return request.stream() ? Operation.STREAM : Operation.GENERATE;
    }

    /** A missing operation says nothing of the model. */
    private static boolean lacksOperation(RelayedRequest request, Candidate candidate, Reply reply) {
        return request.legacy(candidate) && (reply.status() == 404 || reply.status() == 405);
    }

    private static void refuseError(
            RelayedRequest request, Candidate candidate, ProviderProtocol provider, Reply reply) {
        if (reply.status() / 100 == 2) {
            return;
        }
        byte[] body;
        try {
            body = reply.readAtMost(MAX_ERROR_BODY);
        } catch (IOException cut) {
            body = new byte[0];
        }
        var failure = provider.readError(reply.status(), reply.headers(), body);
        throw lacksOperation(request, candidate, reply)
                ? Failure.of(
                                Failure.Kind.CLIENT_FAULT,
                                404,
                                candidate.route() + " takes no plain prompts: " + failure.message())
                        .asException()
                : failure.asException();
    }

    private static Opened read(
            RelayedRequest request,
            StreamForm clientForm,
            Candidate candidate,
            ProviderProtocol provider,
            EncodedRequest sent,
            Reply reply) {
        var answer = new ProviderAnswer(reply, reader(request, candidate, provider, sent));
        var layout = answer.begin(provider.streamForm(), request.stream());
        if (layout == ProviderAnswer.Layout.DOCUMENT) {
            return document(request, candidate, provider.streamForm(), sent, answer);
        }
        var form = layout == ProviderAnswer.Layout.ARRAY ? StreamForm.JSON_ARRAY : provider.streamForm();
        if (!request.stream()) {
            return collected(request, candidate, sent.losses(), answer.collect(form));
        }
        var same = request.sameProtocol(candidate);
        var writer = same ? request.bystander() : request.translator(candidate);
        var flow = flow(request, clientForm, candidate, provider, form, answer.reader(), writer);
        return new Opened.Stream(candidate, sent.losses(), reply, flow, writer, answer.untilMeaningful(flow));
    }

    private static Flow flow(
            RelayedRequest request,
            StreamForm clientForm,
            Candidate candidate,
            ProviderProtocol provider,
            StreamForm form,
            AnswerReader reader,
            AnswerWriter writer) {
        if (!request.sameProtocol(candidate)) {
            return new Flow.Translated(form.decoder(), reader, writer);
        }
        if (clientForm == StreamForm.JSON_ARRAY) {
            return new Flow.Reframed(form.decoder(), reader, request::error);
        }
        if (form != clientForm) {
            return new Flow.Translated(form.decoder(), reader, request.translator(candidate));
        }
        boolean typed = switch (request.client()) {
            case ANTHROPIC_MESSAGES, OPENAI_RESPONSES -> true;
            case OPENAI_CHAT, GEMINI, OLLAMA -> false;
        };
        return new RawFlow(
                form, reader, writer, provider.passage(candidate.profile().model()), typed);
    }

    private static AnswerReader reader(
            RelayedRequest request, Candidate candidate, ProviderProtocol provider, EncodedRequest sent) {
        if (request.legacy(candidate)) {
            return provider.legacyReader(sent);
        }
        var reader = provider.answerReader(sent);
        return request.client() == Protocol.OPENAI_RESPONSES && !request.sameProtocol(candidate)
                ? new NamedAnswer(
                        reader,
                        candidate.profile().model(),
                        request.keptAs(candidate).orElse(null))
                : reader;
    }

    /** The provider answered whole; a client that asked for a stream gets the events the answer is worth. */
    private static Opened document(
            RelayedRequest request,
            Candidate candidate,
            StreamForm form,
            EncodedRequest sent,
            ProviderAnswer provider) {
        var bytes = provider.document();
        if (ProviderAnswer.isStream(form, bytes)) {
            return collected(request, candidate, sent.losses(), provider.collect(form, bytes));
        }
        var answer = provider.parse(bytes);
        if (request.sameProtocol(candidate) && !request.stream()) {
            var track = new AnswerTrack();
            track.see(answer);
            return new Opened.Document(candidate, sent.losses(), bytes, track);
        }
        return collected(request, candidate, sent.losses(), answer);
    }

    private static Opened collected(
            RelayedRequest request, Candidate candidate, List<String> losses, ChatAnswer answer) {
        var writer = request.translator(candidate);
        if (!request.stream()) {
            var track = new AnswerTrack();
            track.see(answer);
            return new Opened.Document(candidate, losses, writer.whole(answer), track);
        }
        var track = new AnswerTrack();
        var out = new java.io.ByteArrayOutputStream();
        for (var event : answer.events()) {
            track.see(event);
            out.writeBytes(writer.write(event));
        }
        return new Opened.Document(candidate, losses, out.toByteArray(), track);
    }
}
