package dev.signalbox.capture;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/**
 * What a client sent and what it was answered.
 *
 * @param requestCut whether the request was longer than what is kept
 * @param answerCut whether the answer was
 */
public record CapturedBodies(String request, boolean requestCut, String answer, boolean answerCut) {
    String json() {
        return Json.createObjectBuilder()
                .add("request", request)
                .add("requestCut", requestCut)
                .add("answer", answer)
                .add("answerCut", answerCut)
                .build()
                .toString();
    }

    static CapturedBodies of(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new CapturedBodies(
                    json.getString("request"),
                    json.getBoolean("requestCut"),
                    json.getString("answer"),
                    json.getBoolean("answerCut"));
        }
    }

    /** Never the bodies: they are somebody's work. */
    @Override
    public String toString() {
        return "CapturedBodies[" + request.length() + " and " + answer.length() + " characters]";
    }
}
