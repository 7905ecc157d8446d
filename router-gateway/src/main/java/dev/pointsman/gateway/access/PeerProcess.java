package dev.pointsman.gateway.access;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Owner of the peer process of a local connection, as far as Linux shows it: its socket tables list the user of each
 * socket.
 *
 *
 * <p>A process of the gateway's own user could read the file with the operators' token. One of another user, such as a
 * reverse proxy, could not.
 */
@Singleton
final class PeerProcess {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int USER = 7;
    private static final int INODE = 9;
    private static final String NONE = "0";
    private static final String IPV4_IN_IPV6 = "0000000000000000FFFF0000";
    private static final int IPV4_BYTES = 4;

    private final List<Path> tables;

    PeerProcess() {
        this(List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")));
    }

    PeerProcess(List<Path> tables) {
        this.tables = tables;
    }

    /** Returns whether the request's connection was made by a process of the gateway's own user; false where unknown. */
    boolean isOwnUser(HttpRequest<?> request) {
        return isOwnUser(request.getRemoteAddress(), request.getServerAddress());
    }

    boolean isOwnUser(InetSocketAddress peer, InetSocketAddress here) {
        try {
            Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            String from = hex(peer);
            String to = hex(here);
            for (Path table : tables) {
                if (Files.exists(table) && isListed(table, from, to, own.toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns whether a table lists a connection of the user; a socket without an inode no longer belongs to a process,
     * and is listed with user 0.
     */
    private static boolean isListed(Path table, String from, String to, String user) throws IOException {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.contains(from))
                    .map(line -> line.strip().split("\\s+"))
                    .anyMatch(row -> row.length > INODE
                            && is(row[LOCAL], from)
                            && is(row[REMOTE], to)
                            && row[USER].equals(user)
                            && !row[INODE].equals(NONE));
        }
    }

    private static boolean is(String listed, String address) {
        return listed.equals(address) || listed.equals(IPV4_IN_IPV6 + address);
    }

    /** Returns an address and port in the format of the tables: four-byte words in the machine's byte order. */
    private static String hex(InetSocketAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress().getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder hex = new StringBuilder();
        while (bytes.remaining() >= IPV4_BYTES) {
            hex.append(HexFormat.of().withUpperCase().toHexDigits(bytes.getInt()));
        }
        return hex.append(':')
                .append(HexFormat.of().withUpperCase().toHexDigits((short) address.getPort()))
                .toString();
    }
}
