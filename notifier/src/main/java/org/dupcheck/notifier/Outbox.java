package org.dupcheck.notifier;

/**
 * The tables that a handling writes to, apart from the work order itself.
 *
 * @param messages texts for messages that go out
 */
record Outbox(WorkOrderCommands commands, SiteMessages siteMessages, Deliveries deliveries, Messages messages) {}
