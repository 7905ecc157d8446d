package dev.pointsman.clients;

/** Cell that is to be measured, with its client. */
record PlannedCell(Cell cell, Client client) {

    /** Returns the tool that the provider calls in the cell. */
    Providers.Tool tool() {
        return cell.column() == Column.TOOLS ? client.tool() : Providers.Tool.NONE;
    }
}
