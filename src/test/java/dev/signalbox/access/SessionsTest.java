package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.signalbox.startup.Beat;
import dev.signalbox.vault.TestVaults;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AccessFixture access = new AccessFixture();
    private final Sessions sessions = access.sessions;
    private UserAccount admin;
    private String token;

    @BeforeEach
    void signIn() {
        admin = access.admin();
        token = sessions.issue(admin).token().reveal();
    }

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void carriesTheClaimsOfMicroProfileJwt() throws Exception {
        var claims = SignedJWT.parse(token).getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo("signalbox");
        assertThat(claims.getStringClaim("upn")).isEqualTo("admin");
        assertThat(claims.getStringListClaim("groups")).containsExactly("admin");
        assertThat(claims.getSubject()).isEqualTo(admin.id().toString());
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(access.clock.instant()));
    }

    @Test
    void knowsWhoIsSignedInUntilTheTokenExpires() {
        assertThat(sessions.verify(token).orElseThrow().user()).isEqualTo(admin);

        access.clock.advance(Tokens.LIFETIME);

        assertThat(sessions.verify(token)).isEmpty();
    }

    @Test
    void killsATokenEverywhereUntilItWouldHaveExpired() {
        var otherNode = access.sessions();
        sessions.end(sessions.verify(token).orElseThrow());
        assertThat(sessions.verify(token)).isEmpty();

        otherNode.onBeat(new Beat(access.clock.instant()));
        assertThat(otherNode.verify(token)).isEmpty();
        assertThat(sessions.verify(sessions.issue(admin).token().reveal())).isPresent();
    }

    @Test
    void believesNoTokenThatWasNotSignedHere() throws Exception {
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        var otherKey = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        otherKey.sign(new MACSigner(new byte[32]));
        var otherIssuer = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder(claims).issuer("x").build());
        otherIssuer.sign(new MACSigner(TestVaults.open().derive("tokens", "HmacSHA256")));
        var unsigned = new PlainJWT(new PlainHeader(), claims);
        int dot = token.lastIndexOf('.');

        for (var forged : List.of(
                otherKey.serialize(),
                otherIssuer.serialize(),
                unsigned.serialize(),
                token.substring(0, dot + 1),
                token.substring(0, dot + 2) + (token.charAt(dot + 2) == 'A' ? 'B' : 'A') + token.substring(dot + 3),
                "",
                "a.b.c",
                "sk-abc",
                token + "x".repeat(10_000))) {
            assertThat(sessions.verify(forged)).isEmpty();
        }
    }

    @Test
    void givesEachSessionItsOwnCsrfToken() {
        var session = sessions.verify(token).orElseThrow();
        var other = sessions.verify(sessions.issue(admin).token().reveal()).orElseThrow();

        assertThat(sessions.csrfMatches(session, sessions.csrfToken(session))).isTrue();
        assertThat(sessions.csrfMatches(session, sessions.csrfToken(other))).isFalse();
        assertThat(sessions.csrfMatches(session, null)).isFalse();
        assertThat(sessions.csrfMatches(session, "")).isFalse();
    }
}
