package dev.signalbox.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signalbox.vault.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/** Signs and reads tokens: JWT with HS256 and the claims of MicroProfile JWT ({@code upn}, {@code groups}). */
final class Tokens {
    static final String ISSUER = "signalbox";
    static final Duration LIFETIME = Duration.ofHours(12);

    /** The claim that a password change makes outdated. */
    private static final String GENERATION = "gen";

    private static final int LONGEST = 4096;

    private final MACSigner signer;
    private final MACVerifier verifier;

    /** What a token with a right signature says; whether it still counts is for {@link Sessions} to say. */
    record Claims(UUID id, UUID user, long generation, Instant expiresAt) {}

    Tokens(SecretKey key) {
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException unsuitable) {
            throw new IllegalStateException("The token key is unsuitable", unsuitable);
        }
    }

    IssuedToken issue(UserAccount user, long generation, Instant now) {
        var expiresAt = Instant.ofEpochSecond(now.plus(LIFETIME).getEpochSecond());
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(user.id().toString())
                .claim("upn", user.username())
                .claim("groups", List.of(user.role().id()))
                .claim(GENERATION, generation)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException failed) {
            throw new IllegalStateException("A token could not be signed", failed);
        }
        return new IssuedToken(Secret.of(token.serialize()), expiresAt);
    }

    /** The claims of a token that was signed here and has not expired. */
    Optional<Claims> read(String text, Instant now) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var token = SignedJWT.parse(text);
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) || !token.verify(verifier)) {
                return Optional.empty();
            }
            return Optional.of(claims(token.getJWTClaimsSet())).filter(claims -> now.isBefore(claims.expiresAt()));
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException notOurs) {
            return Optional.empty();
        }
    }

    private static Claims claims(JWTClaimsSet claims) throws ParseException {
        if (!ISSUER.equals(claims.getIssuer())) {
            throw new ParseException("another issuer", 0);
        }
        return new Claims(
                UUID.fromString(claims.getJWTID()),
                UUID.fromString(claims.getSubject()),
                claims.getLongClaim(GENERATION),
                claims.getExpirationTime().toInstant());
    }
}
