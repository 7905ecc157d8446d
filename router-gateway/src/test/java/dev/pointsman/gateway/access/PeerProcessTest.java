package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user at the other end of a connection, as a table of sockets names it. */
class PeerProcessTest {
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0xC350);
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0x1F90);
    private static final String LOOPBACK = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "0100007F" : "7F000001";
    private static final String HEADINGS =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt" + "   uid  timeout inode\n";

    @TempDir
    Path folder;

    private Path table;
    private String own;

    @BeforeEach
    void know() throws Exception {
        table = folder.resolve("tcp");
        own = Files.getAttribute(folder, "unix:uid").toString();
    }

    @Test
    void aSocketOfTheOwnUserIsKnown() throws Exception {
        assertThat(isOwn(row(LOOPBACK, own, "4711"))).isTrue();
        assertThat(isOwn(row("0000000000000000FFFF0000" + LOOPBACK, own, "4711")))
                .as("IPv4 by way of IPv6")
                .isTrue();
    }

    @Test
    void aSocketOfAnyOtherUserIsNot() throws Exception {
        assertThat(isOwn(row(LOOPBACK, own + "1", "4711"))).isFalse();
    }

    @Test
    void aSocketThatNoProcessHasAnyMoreIsNobodys() throws Exception {
        assertThat(isOwn(row(LOOPBACK, own, "0"))).isFalse();
    }

    @Test
    void theServersOwnEndProvesNothing() throws Exception {
        assertThat(isOwn(row(LOOPBACK, own, "4711").replace("C350", "0000").replace("1F90", "C350")))
                .isFalse();
    }

    @Test
    void whatIsNotListedIsUnknown() throws Exception {
        assertThat(isOwn("")).isFalse();
        assertThat(new PeerProcess(List.of(folder.resolve("none"))).isOwnUser(PEER, HERE))
                .isFalse();
    }

    @Test
    void aRealConnectionIsFound() throws Exception {
        for (String address : List.of("127.0.0.1", "::1")) {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address));
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                assertThat(new PeerProcess()
                                .isOwnUser((InetSocketAddress) accepted.getRemoteSocketAddress(), (InetSocketAddress)
                                        accepted.getLocalSocketAddress()))
                        .as("%s to %s", client, address)
                        .isTrue();
            }
        }
    }

    private boolean isOwn(String row) throws Exception {
        Files.writeString(table, HEADINGS + row);
        return new PeerProcess(List.of(table)).isOwnUser(PEER, HERE);
    }

    private static String row(String address, String user, String inode) {
        String zeros = address.length() > 8 ? "0000000000000000FFFF0000" : "";
        return "   0: " + address + ":C350 " + zeros + LOOPBACK + ":1F90 01 00000000:00000000 00:00000000 00000000 "
                + user + "        0 " + inode + " 1 0000000000000000 20 4 30 10 -1\n";
    }
}
