package org.dupcheck.store.deliveries;

/** The way a message goes out of the house; the names are what {@code delivery.channel} holds. */
public enum Channel {
    SMS
}
