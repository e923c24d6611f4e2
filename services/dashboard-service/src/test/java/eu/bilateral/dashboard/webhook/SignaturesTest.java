package eu.bilateral.dashboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    static final Instant THEN = Instant.ofEpochSecond(1_614_265_330);
    static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    static final String BODY = "{\"test\": 2432232314}";
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** Reckoned by another implementation of HMAC. */
    @Test
    void aBodyIsSignedTogetherWithItsIdAndItsTime() {
        assertThat(Signatures.header(List.of(SECRET), ID, THEN, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        var newest = Signatures.newSecret();

        assertThat(Signatures.header(List.of(newest, SECRET), ID, THEN, BODY).split(" "))
                .containsExactly(
                        Signatures.header(List.of(newest), ID, THEN, BODY),
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretIsLongEnoughAndNobodyElses() {
        var secret = Signatures.newSecret();

        assertThat(secret).startsWith("whsec_").isNotEqualTo(Signatures.newSecret());
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
    }
}
