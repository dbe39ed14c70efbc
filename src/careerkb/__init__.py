"""Functions behind the careerkb handbook: one noun a module, one chapter a package.

Nothing is imported here. Examples say where a name lives::

    from careerkb.pay.vesting import vested_fraction
"""
