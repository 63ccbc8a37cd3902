package dev.signalbox.wire;

import dev.signalbox.chat.Protocol;
import java.util.List;
import java.util.OptionalLong;

/** OpenAI's clients: what everybody else's embeddings are translated to. */
final class OpenAiEmbed implements ClientEmbeddings {
    @Override
    public boolean speaks(Protocol provider) {
        return false;
    }

    @Override
    public byte[] toOwn(byte[] body, String model) {
        return body;
    }

    @Override
    public byte[] fromOwn(byte[] answer) {
        return answer;
    }

    @Override
    public OptionalLong tokens(byte[] answer) {
        return OptionalLong.of(EmbeddingAnswer.usage(answer).input());
    }

    @Override
    public List<String> texts(byte[] body) {
        return EmbeddingRequest.of(body).inputs();
    }

    @Override
    public List<String> losses(byte[] body) {
        return List.of();
    }

    @Override
    public byte[] toOpenAi(byte[] body, String model) {
        return body;
    }

    @Override
    public byte[] fromOpenAi(byte[] answer) {
        return answer;
    }
}
