package dev.pointsman.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Page of the guide with the matrix between two marks; the text around it is written by hand. */
final class ClientsPage {
    static final Path FILE = Path.of("..", "docs", "clients.md");

    private static final String BEGIN = "<!-- matrix -->\n";
    private static final String END = "<!-- end of the matrix -->\n";

    private ClientsPage() {}

    static String table(Matrix matrix) {
        return BEGIN + String.join("\n", matrix.table()) + "\n" + END;
    }

    static void write(Matrix matrix) throws IOException {
        String page = Files.readString(FILE);
        String before = page.substring(0, page.indexOf(BEGIN));
        String after = page.substring(page.indexOf(END) + END.length());
        Files.writeString(FILE, before + table(matrix) + after);
    }
}
