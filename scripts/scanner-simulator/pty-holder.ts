/**
 * Perl program that holds the master side of a pseudo-terminal. perl-base is part of every Debian, Ubuntu and macOS,
 * so that a serial port can be simulated where there is neither a compiler nor socat.
 *
 * Standard input: `plug` makes a new terminal, `unplug` closes it, `write HEX` sends bytes; its end ends the holder.
 * Standard output: `slave PATH`, then `opened` and `closed` as somebody opens and closes it, and `read HEX` for
 * what is written to the gun.
 */
export const PTY_HOLDER = String.raw`
use strict; use warnings; use Fcntl; use POSIX qw(:errno_h :termios_h);
my ($master, $open); my $input = ''; $| = 1;
sub plug {
  sysopen($master, '/dev/ptmx', O_RDWR | O_NOCTTY | O_NONBLOCK) or die "cannot make a pseudo-terminal: $!\n";
  my $unlock = pack('i', 0); ioctl($master, 0x40045431, $unlock) or die "TIOCSPTLCK: $!\n";
  my $number = pack('i', 0); ioctl($master, 0x80045430, $number) or die "TIOCGPTN: $!\n";
  my $path = '/dev/pts/' . unpack('i', $number);
  # Opened once here: only then does a read tell whether anybody else has it open. And raw, as a line is.
  sysopen(my $slave, $path, O_RDWR | O_NOCTTY) or die "cannot open $path: $!\n";
  my $tty = POSIX::Termios->new; $tty->getattr(fileno($slave));
  $tty->setiflag(0); $tty->setoflag(0); $tty->setlflag(0); $tty->setcflag(CS8 | CREAD | CLOCAL);
  $tty->setattr(fileno($slave), TCSANOW); close $slave;
  $open = 0; print "slave $path\n";
}
sub look {
  my $count = sysread($master, my $bytes, 4096);
  print 'read ', unpack('H*', $bytes), "\n" if $count;
  my $now = defined $count ? $count > 0 : $! != EIO;
  print $now ? "opened\n" : "closed\n" if $now != $open;
  $open = $now;
}
sub obey {
  my ($word, $rest) = split ' ', shift;
  if ($word eq 'plug') { plug() }
  elsif ($word eq 'unplug') { close $master; undef $master }
  elsif ($word eq 'write' and $master) { syswrite($master, pack('H*', $rest)) }
}
plug();
while (1) {
  my $ready = ''; vec($ready, 0, 1) = 1;
  if (select($ready, undef, undef, 0.02) > 0) {
    sysread(STDIN, $input, 65536, length $input) or exit 0;
    obey($1) while $input =~ s/^(.*)\n//;
  }
  look() if $master;
}
`;
