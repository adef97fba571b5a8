namespace Isorhythm.Studio;

/// <summary>Whoever hears what a session says: a connection behind one of the doors.</summary>
internal interface IJamListener
{
    /// <summary>Takes an answer and returns at once: a session waits for nobody.</summary>
    void Hear(JamAnswer answer);
}
