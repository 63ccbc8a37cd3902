package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Tool;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TokenEstimatorTest {
    private final TokenEstimator estimator = new TokenEstimator();

    @Test
    void countsTextAsTheVocabularyDoes() {
        assertThat(estimator.output("")).isZero();
        assertThat(estimator.output("hello world")).isEqualTo(2);
        assertThat(estimator.output("<|endoftext|>"))
                .as("special tokens are plain text")
                .isGreaterThan(1);
    }

    @Test
    void countsLongTextInPiecesWithoutDrifting() {
        var sentence = "The quick brown fox jumps over the lazy dog. ";
        var one = estimator.output(sentence.repeat(100));

        assertThat(estimator.output(sentence.repeat(10_000))).isBetween(one * 100 - 200, one * 100 + 200);
    }

    @Test
    void staysFastOnTextWithoutSpacesAndBeyondItsLimit() {
        assertThat(estimator.output("x".repeat(5_000_000))).isGreaterThan(100_000);
        assertThat(estimator.output("😀".repeat(10_000))).isGreaterThan(5_000);
    }

    @Test
    void countsPromptToolsAndFrames() {
        var bare = estimator.input(request(List.of(Message.of(Role.USER, Part.Text.of("hello world"))), List.of()));
        var tool = Tool.Function.of("read_file", "Reads a file", new RawJson("{\"type\":\"object\"}"));
        var withTool =
                estimator.input(request(List.of(Message.of(Role.USER, Part.Text.of("hello world"))), List.of(tool)));

        assertThat(bare).isEqualTo(2 + 3 + 3);
        assertThat(withTool).isGreaterThan(bare + 8);
    }

    @Test
    void countsAPictureByItsPixelsNotItsBytes() throws IOException {
        var png = image(750, 100);

        assertThat(MediaTokens.image(png, Protocol.ANTHROPIC_MESSAGES)).isEqualTo(100);
        assertThat(MediaTokens.image(image(3136, 1500), Protocol.ANTHROPIC_MESSAGES))
                .isEqualTo(Math.round(1568 * 750 / 750.0));
        assertThat(MediaTokens.image(new Media.Remote(null, "https://example.com/a.png"), Protocol.ANTHROPIC_MESSAGES))
                .isEqualTo(1398);
        assertThat(MediaTokens.image(new Media.Inline("image/png", "not base64!"), Protocol.ANTHROPIC_MESSAGES))
                .isEqualTo(1398);
    }

    @Test
    void countsAPictureByTheRuleOfWhoeverSeesIt() throws IOException {
        assertThat(MediaTokens.image(image(1024, 1024), Protocol.OPENAI_CHAT)).isEqualTo(85 + 170 * 4);
        assertThat(MediaTokens.image(image(2048, 4096), Protocol.OPENAI_RESPONSES))
                .isEqualTo(85 + 170 * 6);
        assertThat(MediaTokens.image(image(384, 300), Protocol.GEMINI)).isEqualTo(258);
        assertThat(MediaTokens.image(image(960, 540), Protocol.GEMINI)).isEqualTo(258 * 6);
    }

    @Test
    void countsATextDocumentByItsText() {
        var text = Base64.getEncoder().encodeToString("hello world".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var document = new Part.Document(new Media.Inline("text/plain", text), null, null, false, null);

        assertThat(estimator.input(request(List.of(Message.of(Role.USER, document)), List.of())))
                .isEqualTo(8);
        assertThat(MediaTokens.pages(new Media.Inline("application/pdf", "AAAA")))
                .isEqualTo(2000);
    }

    private static Media image(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return new Media.Inline("image/png", Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    private static ChatRequest request(List<Message> messages, List<Tool> tools) {
        return ChatRequest.of(Protocol.OPENAI_CHAT, "m", messages).withTools(tools);
    }
}
