package dev.signalbox.api;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses an {@code Accept} whose weights are no numbers from 0 to 1, which the search for a resource method would take for a fault of
 * its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2">RFC 9110, quality values</a>
 */
@Provider
@PreMatching
public class AcceptedWeights implements ContainerRequestFilter {
    private static final Pattern WEIGHT = Pattern.compile(";\\s*q\\s*=\\s*([^;,]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("(0(\\.\\d*)?|1(\\.0*)?)\\s*");

    @Override
    public void filter(ContainerRequestContext request) {
        var accepted = request.getHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of());
        if (!accepted.stream().allMatch(AcceptedWeights::weighed)) {
            throw new BadRequestException();
        }
    }

    private static boolean weighed(String accepted) {
        return WEIGHT.matcher(accepted)
                .results()
                .allMatch(weight -> NUMBER.matcher(weight.group(1)).matches());
    }
}
