package dev.pointsman.gateway.access;

import dev.pointsman.micronaut.tenant.ClientKey;
import dev.pointsman.micronaut.tenant.KeyHashes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Command {@code keys}, which makes, lists and revokes keys of clients in a key file, or prints a new key with its hash
 * for the configuration. Stateless.
 */
public final class KeysCommand {
    /** Name of the command. */
    public static final String NAME = "keys";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = """
            Usage: java -jar gateway.jar keys new                              prints a key and its hash, for pointsman.tenants
                   java -jar gateway.jar keys make FILE TENANT ID [LAST_DAY]   adds a key to the file of gateway.keys.file
                   java -jar gateway.jar keys list FILE
                   java -jar gateway.jar keys revoke FILE TENANT ID""";

    private KeysCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments the arguments after the name
     * @param output receives keys and lists
     * @param errors receives errors
     * @return the exit status: 0 done, 1 failed, 2 wrong arguments
     */
    public static int run(List<String> arguments, PrintStream output, PrintStream errors) {
        String action = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        try {
            if (action.equals("new") && rest.isEmpty()) {
                print(KeyHashes.newKey(new SecureRandom()), output);
                return DONE;
            } else if (action.equals("make") && (rest.size() == 3 || rest.size() == 4)) {
                LocalDate expires = rest.size() == 4 ? LocalDate.parse(rest.get(3)) : null;
                return make(new KeyFile(Path.of(rest.get(0))), rest.get(1), rest.get(2), expires, output, errors);
            } else if (action.equals("list") && rest.size() == 1) {
                new KeyFile(Path.of(rest.get(0)))
                        .read()
                        .forEach(key -> output.println(key + (key.expires() == null ? "" : " until " + key.expires())));
                return DONE;
            } else if (action.equals("revoke") && rest.size() == 3) {
                return revoke(new KeyFile(Path.of(rest.get(0))), rest.get(1), rest.get(2), errors);
            }
            errors.println(USAGE);
            return WRONG_USAGE;
        } catch (DateTimeException e) {
            errors.println("LAST_DAY: " + rest.get(3) + " (expected: a day, such as 2027-06-30)");
        } catch (IOException | IllegalArgumentException e) {
            errors.println(e.getMessage());
        }
        return FAILED;
    }

    private static int make(
            KeyFile file, String tenant, String id, @Nullable LocalDate expires, PrintStream output, PrintStream errors)
            throws IOException {
        String key = KeyHashes.newKey(new SecureRandom());
        List<ClientKey> keys = new ArrayList<>(file.read());
        if (keys.stream()
                .anyMatch(one -> one.tenant().equals(tenant) && one.id().equals(id))) {
            errors.println("ID: " + id + " (expected: an id that the tenant does not have yet)");
            return FAILED;
        }
        keys.add(ClientKey.of(tenant, id, KeyHashes.hash(key), expires));
        file.write(keys);
        print(key, output);
        return DONE;
    }

    private static int revoke(KeyFile file, String tenant, String id, PrintStream errors) throws IOException {
        List<ClientKey> keys = new ArrayList<>(file.read());
        if (!keys.removeIf(one -> one.tenant().equals(tenant) && one.id().equals(id))) {
            errors.println(tenant + "/" + id + ": no such key");
            return FAILED;
        }
        file.write(keys);
        return DONE;
    }

    private static void print(String key, PrintStream output) {
        output.println("key:  " + key + "   (shown once)");
        output.println("hash: " + KeyHashes.hash(key));
    }
}
