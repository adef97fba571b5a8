namespace Isorhythm.Music;

/// <summary>A drum's hit on a grid.</summary>
/// <param name="Step">The step that it belongs to, from 0.</param>
/// <param name="Drum">The drum as an index in the kit, from 0.</param>
/// <param name="Velocity">How hard, 0..1: the MIDI velocity / 127.</param>
/// <param name="Offset">How far from its step, in halves of a step: -1..1, positive = late.</param>
public readonly record struct Hit(int Step, int Drum, float Velocity, float Offset)
{
    /// <summary>The velocity of a hit on a grid that holds none: as loud as a sequencer's plain hit, 100 of 127.</summary>
    public const float PlainVelocity = 100 / 127f;
}
