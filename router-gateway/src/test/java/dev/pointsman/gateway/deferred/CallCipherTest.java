package dev.pointsman.gateway.deferred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.gateway.deferred.CallCipher.Content;
import dev.pointsman.state.ResponseStore;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallCipherTest {
    private static final ResponseStore.Key CALL = new ResponseStore.Key("acme", "def_1");
    private static final byte[] TEXT = "a secret prompt".getBytes(UTF_8);

    private final CallCipher cipher = new CallCipher(new byte[32], new SecureRandom());

    @Test
    void aSealedTextIsOpenedAndNotReadable() throws Exception {
        byte[] sealed = cipher.seal(TEXT, CALL, Content.CALL);
        assertThat(cipher.open(sealed, CALL, Content.CALL)).isEqualTo(TEXT);
        assertThat(new String(sealed, UTF_8)).doesNotContain("secret");
    }

    /** The same nonce twice would show the difference of two texts. */
    @Test
    void noTwoNoncesAreEqual() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            nonces.add(HexFormat.of().formatHex(cipher.seal(TEXT, CALL, Content.CALL), 1, 13));
        }
        assertThat(nonces).hasSize(1000);
    }

    @Test
    void aTextOfAnotherPlaceOrKeyOrThatWasChangedIsRefused() {
        byte[] sealed = cipher.seal(TEXT, CALL, Content.CALL);
        refused(cipher, sealed, new ResponseStore.Key("other", "def_1"), Content.CALL);
        refused(cipher, sealed, new ResponseStore.Key("acme", "def_2"), Content.CALL);
        refused(cipher, sealed, new ResponseStore.Key(null, "def_1"), Content.CALL);
        refused(cipher, sealed, CALL, Content.ANSWER);
        byte[] other = new byte[32];
        other[0] = 1;
        refused(new CallCipher(other, new SecureRandom()), sealed, CALL, Content.CALL);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            refused(cipher, changed, CALL, Content.CALL);
        }
        refused(cipher, new byte[0], CALL, Content.CALL);
    }

    private static void refused(CallCipher cipher, byte[] sealed, ResponseStore.Key key, Content content) {
        assertThatThrownBy(() -> cipher.open(sealed, key, content)).isInstanceOf(GeneralSecurityException.class);
    }
}
