package dev.signalbox.wire;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Protocol;
import java.util.List;
import java.util.OptionalLong;

/**
 * Embeddings as clients ask for them by one operation. Servers of the same protocol are asked in its own words, all others by way
 * of OpenAI's.
 */
public interface ClientEmbeddings {
    /** OpenAI's {@code /embeddings}. */
    ClientEmbeddings OPENAI = new OpenAiEmbed();

    /** Ollama's {@code /api/embed}. */
    ClientEmbeddings OLLAMA = new OllamaEmbed(false);

    /** Ollama's {@code /api/embeddings}, which takes one prompt. */
    ClientEmbeddings OLLAMA_PROMPT = new OllamaEmbed(true);

    /** Gemini's {@code :batchEmbedContents}. */
    ClientEmbeddings GEMINI = new GeminiEmbed(false);

    /** Gemini's {@code :embedContent}, which takes one content. */
    ClientEmbeddings GEMINI_ONE = new GeminiEmbed(true);

    /** Whether servers of this protocol are asked in the client's own words. */
    boolean speaks(Protocol provider);

    /** The request to such a server, for all texts at once; {@code body} names the provider's model already where it names one. */
    byte[] toOwn(byte[] body, String model);

    /**
     * The client's answer, made of that server's.
     *
     * @throws ChatException with 502 when it is no such answer
     */
    byte[] fromOwn(byte[] answer);

    /** The tokens that such a server counted; empty when it does not say. */
    OptionalLong tokens(byte[] answer);

    /** The texts to be embedded, as far as the request holds text. */
    List<String> texts(byte[] body);

    /** The fields that are lost elsewhere. */
    List<String> losses(byte[] body);

    /**
     * The request in OpenAI's form.
     *
     * @throws ChatException with 400 when it cannot be put so
     */
    byte[] toOpenAi(byte[] body, String model);

    /** The client's answer, made of OpenAI's. */
    byte[] fromOpenAi(byte[] answer);
}
