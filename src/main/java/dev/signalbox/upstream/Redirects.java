package dev.signalbox.upstream;

import dev.signalbox.chat.Failure;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What it means when a provider says that it is somewhere else: it is not asked there, for the account's credentials would go along. */
final class Redirects {
    private Redirects() {}

    /** The same reply. @throws ChatException MISCONFIGURED, the reply closed, when it is a redirect */
    static Reply refused(HttpCall call, Reply reply) {
        if (reply.status() / 100 != 3) {
            return reply;
        }
        var status = reply.status();
        var place = place(reply.headers().get("location"));
        reply.close();
        throw Failure.of(
                        Failure.Kind.MISCONFIGURED,
                        502,
                        "The provider at " + call.uri().getHost() + " answered with a redirect (" + status + ")"
                                + (place == null ? "" : " to " + place)
                                + ", which is not followed, because the credentials would go there too. Its base URL is"
                                + " probably wrong.")
                .asException();
    }

    /** Without path and query, which may hold what nobody else should read. */
    private static @Nullable String place(@Nullable String location) {
        try {
            var uri = URI.create(location == null ? "" : location.strip());
            if (uri.getHost() == null) {
                return location == null ? null : "another path";
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return (uri.getScheme() == null ? "" : uri.getScheme() + "://") + uri.getHost() + port;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
