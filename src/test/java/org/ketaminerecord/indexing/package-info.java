/** Search parameters of one's own, as a client sees them and as several nodes index them. */
package org.ketaminerecord.indexing;
