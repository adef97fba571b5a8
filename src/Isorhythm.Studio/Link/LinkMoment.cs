namespace Isorhythm.Studio;

/// <summary>How the session stands: its beat is a straight line through one point.</summary>
/// <param name="Peers">How many others are in it.</param>
/// <param name="Networks">On how many of this machine's networks they are looked for.</param>
/// <param name="BeatsPerMinute">Its tempo.</param>
/// <param name="Beat">Its beat at <paramref name="At"/>. Bars of a quantum begin where it is a multiple of it.</param>
/// <param name="At">Milliseconds of the host's clock.</param>
/// <param name="Playing">Whether it plays; null where nobody has said so.</param>
internal sealed record LinkMoment(int Peers, int Networks, double BeatsPerMinute, double Beat, double At, LinkPlaying? Playing);

/// <summary>The newest word on playing.</summary>
/// <param name="On">It plays.</param>
/// <param name="Beat">The beat from which that holds.</param>
/// <param name="Word">Names the word: another one has another number.</param>
internal sealed record LinkPlaying(bool On, double Beat, long Word);

/// <summary>Packets that were not Link's.</summary>
/// <param name="Count">How many.</param>
/// <param name="Fault">What was wrong with the last, in a clause; null: none came.</param>
internal sealed record LinkGarbage(long Count, string? Fault);
