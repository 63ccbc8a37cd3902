package dev.signalbox.wire.responses;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Checkpoint;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;

/** The Responses API towards clients. */
@Service
class ResponsesClientProtocol implements ClientProtocol {

    @Override
    public Protocol protocol() {
        return Protocol.OPENAI_RESPONSES;
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        return ResponsesRequestReader.read(body);
    }

    @Override
    public byte[] passable(byte[] body) {
        return Checkpoint.opened(body);
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return new ResponsesAnswerWriter(context);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return ResponsesErrors.error(failure);
    }

    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("object", "response.input_tokens").put("input_tokens", inputTokens));
    }
}
